import * as z from 'zod';
import type { Resource, Resources } from '../resources.ts';
import { type LexOptions, parseLexBot } from '../services/lex.ts';
import type { DeployedAlias } from '../services/lex-models.ts';
import { TemplateError } from '../template.ts';

const aliasProperties = z.looseObject({
  BotId: z.string(),
  BotAliasName: z.string(),
  BotVersion: z.string().default('DRAFT'),
  BotAliasLocaleSettings: z.array(
    z.looseObject({
      LocaleId: z.string(),
      BotAliasLocaleSetting: z.looseObject({ Enabled: z.boolean() }),
    }),
  ),
});

/** Throws TemplateError. */
function aliasOf(alias: Resource) {
  const parsed = aliasProperties.safeParse(alias.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(alias.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
}

/** All aliases of the template's bots. Throws TemplateError. */
export function deployedAliasesOf(resources: Resources): readonly DeployedAlias[] {
  return resources.ofType('AWS::Lex::BotAlias').map((resource) => {
    const { BotId, BotAliasName, BotVersion, BotAliasLocaleSettings } = aliasOf(resource);
    const aliasArn = resources.attribute(resource, 'Arn');
    return {
      botId: BotId,
      botArn: aliasArn.replace(/bot-alias\/([^/]+)\/.*/, 'bot/$1'),
      aliasId: resources.attribute(resource, 'BotAliasId'),
      aliasArn,
      aliasName: BotAliasName,
      botVersion: BotVersion,
      locales: BotAliasLocaleSettings.map(({ LocaleId, BotAliasLocaleSetting }) => ({
        localeId: LocaleId,
        enabled: BotAliasLocaleSetting.Enabled,
      })),
    };
  });
}

/** The template's bot behind its alias. Throws TemplateError unless there is exactly one of each. */
export function lexBotOf(resources: Resources): LexOptions {
  const [bot, ...otherBots] = resources.ofType('AWS::Lex::Bot');
  const [alias, ...otherAliases] = resources.ofType('AWS::Lex::BotAlias');
  if (!bot || !alias || otherBots.length > 0 || otherAliases.length > 0)
    throw new TemplateError('The template', 'expected one Lex bot with one alias');
  const { BotAliasLocaleSettings } = aliasOf(alias);
  return {
    bot: parseLexBot(bot.properties),
    botId: bot.ref,
    aliasId: resources.attribute(alias, 'BotAliasId'),
    aliasArn: resources.attribute(alias, 'Arn'),
    enabledLocales: BotAliasLocaleSettings.filter((one) => one.BotAliasLocaleSetting.Enabled).map(
      ({ LocaleId }) => LocaleId,
    ),
  };
}
