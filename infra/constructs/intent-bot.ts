import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lex from 'aws-cdk-lib/aws-lex';
import { Construct } from 'constructs';
import type { IntentFile } from '../intents.ts';

/** Below this Lex puts FallbackIntent first; what is reported has a threshold of its own, per account. */
const nluConfidenceThreshold = 0.4;

/** Lex's least. A session is used for one text only, and holds nothing. */
const idleSessionTtlInSeconds = 60;

/** The Lex V2 bot that tells intents apart: no slots, no prompts, no code hooks, so that each call stands alone. */
export class IntentBot extends Construct {
  readonly botId: string;
  readonly aliasId: string;
  readonly aliasArn: string;
  /** Language of an intent file to the Lex locale trained with it. */
  readonly locales: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: { stage: string; intents: readonly IntentFile[] }) {
    super(scope, id);
    this.locales = Object.fromEntries(props.intents.map(({ language, locale }) => [language, locale]));
    const bot = new lex.CfnBot(this, 'Bot', {
      name: `dragoman-${props.stage}`,
      description: 'Tells what a customer wants',
      roleArn: this.#role().roleArn,
      // Rendered as it stands, hence in CloudFormation's spelling.
      dataPrivacy: { ChildDirected: false },
      idleSessionTtlInSeconds,
      autoBuildBotLocales: true,
      botLocales: props.intents.map(botLocale),
    });
    const alias = this.#alias(bot, this.#version(bot, props.intents), props.intents);
    this.botId = bot.ref;
    this.aliasId = alias.attrBotAliasId;
    this.aliasArn = alias.attrArn;
  }

  /** Lex insists on a role. The bot neither speaks nor asks for sentiment, so the role may do nothing. */
  #role(): iam.Role {
    return new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lexv2.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
  }

  /** A version is a snapshot that never changes: another model needs another logical id, or the alias would keep the old one. */
  #version(bot: lex.CfnBot, intents: readonly IntentFile[]): lex.CfnBotVersion {
    return new lex.CfnBotVersion(this, `Version${modelHash(intents.map(botLocale))}`, {
      botId: bot.ref,
      botVersionLocaleSpecification: intents.map(({ locale }) => ({
        localeId: locale,
        botVersionLocaleDetails: { sourceBotVersion: 'DRAFT' },
      })),
    });
  }

  #alias(bot: lex.CfnBot, version: lex.CfnBotVersion, intents: readonly IntentFile[]): lex.CfnBotAlias {
    return new lex.CfnBotAlias(this, 'Alias', {
      botId: bot.ref,
      botAliasName: 'live',
      botVersion: version.attrBotVersion,
      // A locale that the alias does not enable answers nothing but errors.
      botAliasLocaleSettings: intents.map(({ locale }) => ({
        localeId: locale,
        botAliasLocaleSetting: { enabled: true },
      })),
    });
  }
}

function botLocale({ locale, intents }: IntentFile): lex.CfnBot.BotLocaleProperty {
  return {
    localeId: locale,
    nluConfidenceThreshold,
    intents: [
      ...intents.map(({ name, description, utterances }) => ({
        name,
        ...(description === '' ? {} : { description }),
        sampleUtterances: utterances.map((utterance) => ({ utterance })),
      })),
      // Without it Lex refuses the bot.
      {
        name: 'FallbackIntent',
        description: 'None of the others',
        parentIntentSignature: 'AMAZON.FallbackIntent',
      },
    ],
  };
}

/** Short name of exactly this model: another one as soon as a letter of it changes. */
function modelHash(locales: readonly lex.CfnBot.BotLocaleProperty[]): string {
  return createHash('sha256').update(JSON.stringify(locales)).digest('hex').slice(0, 10);
}
