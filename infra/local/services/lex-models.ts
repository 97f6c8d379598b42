import * as z from 'zod/mini';
import { parseRequest, refuseUnknownOperation } from '../language/request.ts';
import { type LocalService, type ServiceCall, ServiceError } from '../ports.ts';

/** A bot's alias as the template describes it. */
export type DeployedAlias = Readonly<{
  botId: string;
  botArn: string;
  aliasId: string;
  aliasArn: string;
  aliasName: string;
  botVersion: string;
  locales: readonly Readonly<{ localeId: string; enabled: boolean }>[];
}>;

const aliasRequest = z.object({ botId: z.string(), botAliasId: z.string() });
const localeRequest = z.object({ botId: z.string(), botVersion: z.string(), localeId: z.string() });

const notFound = (what: string) =>
  new ServiceError('ResourceNotFoundException', 404, `The ${what} could not be found.`);

/** Lex Models V2: what an alias leads to. A local bot is built as soon as there is one. */
export function lexModelsService(aliases: readonly DeployedAlias[]): LocalService {
  return {
    name: 'lex-models',
    async handle(call) {
      switch (call.operation) {
        case 'DescribeBotAlias':
          return { output: describeAlias(call, aliases) };
        case 'DescribeBotLocale':
          return { output: describeLocale(call, aliases) };
        default:
          return refuseUnknownOperation('Lex Models', call.operation);
      }
    },
  };
}

function describeAlias(call: ServiceCall, aliases: readonly DeployedAlias[]) {
  const { botId, botAliasId } = parseRequest(aliasRequest, call.input);
  const alias = aliases.find((one) => one.botId === botId && one.aliasId === botAliasId);
  call.authorize('lex:DescribeBotAlias', alias?.aliasArn ?? '*');
  if (!alias) throw notFound(`alias ${botAliasId} of the bot ${botId}`);
  return {
    botId,
    botAliasId,
    botAliasName: alias.aliasName,
    botVersion: alias.botVersion,
    botAliasStatus: 'Available',
    botAliasLocaleSettings: Object.fromEntries(
      alias.locales.map(({ localeId, enabled }) => [localeId, { enabled }]),
    ),
  };
}

function describeLocale(call: ServiceCall, aliases: readonly DeployedAlias[]) {
  const { botId, botVersion, localeId } = parseRequest(localeRequest, call.input);
  const version = aliases.find((one) => one.botId === botId && one.botVersion === botVersion);
  call.authorize('lex:DescribeBotLocale', version?.botArn ?? '*');
  if (!version?.locales.some((one) => one.localeId === localeId))
    throw notFound(`locale ${localeId} of version ${botVersion} of the bot ${botId}`);
  return { botId, botVersion, localeId, botLocaleStatus: 'Built' };
}
