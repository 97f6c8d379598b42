import {
  DescribeBotAliasCommand,
  DescribeBotLocaleCommand,
  type LexModelsV2Client,
} from '@aws-sdk/client-lex-models-v2';
import type { Finding } from '../../../connectors/set-up.ts';
import type { IntentFile } from '../../intents.ts';
import { type Deployment, physicalIds } from '../deployment.ts';
import { ok, trouble } from './findings.ts';
import { look } from './look.ts';

/** The alias that the functions ask, and what is behind it. */
export type AliasState = Readonly<{
  /** Lex's word: `Available`, `Creating`, `Deleting`, `Failed`. */
  status: string;
  locales: readonly Readonly<{
    localeId: string;
    enabled: boolean;
    /** Lex's word: `Built`, `Building`, `NotBuilt`, `Failed`, … */
    status: string;
    /** In Lex's words; empty unless it failed. */
    failures: readonly string[];
  }>[];
}>;

async function readAlias(botId: string, botAliasId: string, client: LexModelsV2Client): Promise<AliasState> {
  const alias = await client.send(new DescribeBotAliasCommand({ botId, botAliasId }));
  const { botVersion, botAliasLocaleSettings = {} } = alias;
  const locales = Object.entries(botAliasLocaleSettings).map(async ([localeId, { enabled = false }]) => {
    const locale = await client.send(new DescribeBotLocaleCommand({ botId, botVersion, localeId }));
    return {
      localeId,
      enabled,
      status: locale.botLocaleStatus ?? 'unknown',
      failures: locale.failureReasons ?? [],
    };
  });
  return { status: alias.botAliasStatus ?? 'unknown', locales: await Promise.all(locales) };
}

/** Whether the bot behind the alias is built in every language that there are intents for. */
export async function intentBotFindings(
  deployment: Deployment,
  client: LexModelsV2Client,
  own: Readonly<{ stage: string; intents: readonly IntentFile[] }>,
): Promise<readonly Finding[]> {
  // `Ref` of an alias: `<alias id>|<bot id>`.
  const aliases = physicalIds(deployment, 'AWS::Lex::BotAlias').map((id) => id.split('|'));
  const findings = await Promise.all(
    aliases.map(([aliasId = '', botId = '']) =>
      look(
        { check: 'intent-bot.alias', what: 'the Lex bot', action: 'lex:DescribeBotAlias' },
        () => readAlias(botId, aliasId, client),
        (state) => judgeAlias(state, own),
      ),
    ),
  );
  return findings.flat();
}

const meaning = 'Messages are translated as ever, but their intent is a gap.';

/** Judges the alias and each of the locales that the intents are written for. */
export function judgeAlias(
  { status, locales }: AliasState,
  { stage, intents }: Readonly<{ stage: string; intents: readonly IntentFile[] }>,
): readonly Finding[] {
  const deploy = `npm run deploy -- --stage ${stage}`;
  if (status !== 'Available')
    return [
      trouble('intent-bot.alias', 'error', {
        what: `The alias of the Lex bot is not available (${status}).`,
        meaning,
        mend: deploy,
      }),
    ];
  return intents.map(({ language, locale }) => {
    const found = locales.find(({ localeId }) => localeId === locale);
    if (found?.enabled && found.status === 'Built')
      return ok('intent-bot.locale', `The Lex bot is built for ${locale}.`);
    const state = found === undefined ? 'not deployed' : found.enabled ? found.status : 'not enabled';
    return trouble('intent-bot.locale', 'error', {
      what: `The Lex bot cannot be asked in ${locale} (${[state, ...(found?.failures ?? [])].join('; ')}).`,
      meaning,
      mend: found === undefined ? deploy : `Look at settings/intents/${language}.json, then ${deploy}`,
    });
  });
}
