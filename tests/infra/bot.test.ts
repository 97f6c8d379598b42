import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { IntentBot } from '../../infra/constructs/intent-bot.ts';
import { type IntentFile, loadIntents } from '../../infra/intents.ts';

function botOf(intents: readonly IntentFile[]) {
  const stack = new Stack(new App(), 'Test');
  new IntentBot(stack, 'IntentBot', { stage: 'test', intents });
  const template = Template.fromStack(stack);
  const only = (type: string) => Object.entries(template.findResources(`AWS::Lex::${type}`))[0]!;
  return { bot: only('Bot'), version: only('BotVersion'), alias: only('BotAlias') };
}

describe('the bot', () => {
  const shipped = loadIntents();

  it('is spelt as CloudFormation wants it, down to the untyped parts', () => {
    const { Properties } = botOf(shipped).bot[1];
    expect(Properties).toMatchObject({
      Name: 'dragoman-test',
      DataPrivacy: { ChildDirected: false },
      IdleSessionTTLInSeconds: 60,
      AutoBuildBotLocales: true,
    });
    expect(Properties.BotLocales).toHaveLength(1);
    expect(Properties.BotLocales[0]).toMatchObject({ LocaleId: 'en_US', NluConfidenceThreshold: 0.4 });
  });

  it('knows eight intents and the fallback, none of which asks back', () => {
    const [locale] = botOf(shipped).bot[1].Properties.BotLocales;
    expect(locale.Intents.map(({ Name }: any) => Name)).toEqual([
      'OrderStatus',
      'Refund',
      'CancelOrder',
      'ReturnItem',
      'ChangeAddress',
      'PaymentProblem',
      'AccountAccess',
      'TechnicalProblem',
      'FallbackIntent',
    ]);
    expect(locale.Intents.at(-1).ParentIntentSignature).toBe('AMAZON.FallbackIntent');
    for (const intent of locale.Intents) {
      expect(intent.Slots).toBeUndefined();
      expect(intent.IntentConfirmationSetting).toBeUndefined();
    }
  });

  it('enables its locale in the alias, which points to the version', () => {
    const { version, alias } = botOf(shipped);
    expect(alias[1].Properties.BotVersion).toEqual({ 'Fn::GetAtt': [version[0], 'BotVersion'] });
    expect(alias[1].Properties.BotAliasLocaleSettings).toEqual([
      { LocaleId: 'en_US', BotAliasLocaleSetting: { Enabled: true } },
    ]);
  });

  it('gets a new version as soon as an utterance changes, and keeps it otherwise', () => {
    // Prepare
    const changed = shipped.map((file) => ({
      ...file,
      intents: file.intents.map((intent, index) =>
        index === 0 ? { ...intent, utterances: [...intent.utterances, 'Where has my parcel gone?'] } : intent,
      ),
    }));
    // Act
    const ids = [shipped, shipped, changed].map((files) => botOf(files).version[0]);
    // Assess
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});
