import * as z from 'zod';
import type { Resources } from '../resources.ts';
import { type LexOptions, parseLexBot } from '../services/lex.ts';
import { TemplateError } from '../template.ts';

const aliasProperties = z.looseObject({
  BotId: z.string(),
  BotAliasLocaleSettings: z.array(
    z.looseObject({
      LocaleId: z.string(),
      BotAliasLocaleSetting: z.looseObject({ Enabled: z.boolean() }),
    }),
  ),
});

/** The template's bot behind its alias. Throws TemplateError unless there is exactly one of each. */
export function lexBotOf(resources: Resources): LexOptions {
  const [bot, ...otherBots] = resources.ofType('AWS::Lex::Bot');
  const [alias, ...otherAliases] = resources.ofType('AWS::Lex::BotAlias');
  if (!bot || !alias || otherBots.length > 0 || otherAliases.length > 0)
    throw new TemplateError('The template', 'expected one Lex bot with one alias');
  const parsed = aliasProperties.safeParse(alias.properties);
  if (!parsed.success)
    throw new TemplateError(alias.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
  const { BotAliasLocaleSettings } = parsed.data;
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
