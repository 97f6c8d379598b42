import { describe, expect, it } from 'vitest';
import type { TranscriptLine } from '../../../../events/message-enriched.v1.ts';
import type { Ledger } from '../../../../functions/_shared/ledger.ts';
import {
  claimTranscript,
  enrichedIdOf,
  translatedTranscript,
} from '../../../../functions/enrich/transcript.ts';
import { mapTraces } from '../../../support/map-traces.ts';
import { aBench, aMessage, detects } from './fakes.ts';

const line = (message: string, speaker: TranscriptLine['speaker'], text: string): TranscriptLine => ({
  ...{ message, speaker, text },
  name: speaker === 'bot' ? 'Bot' : 'Ana',
});
const lines = [
  line('b1', 'bot', '¿En qué puedo ayudarle?'),
  line('c1', 'customer', 'Hola'),
  line('c2', 'customer', 'No llega\nmi pedido'),
];

function aLedger(): Ledger {
  const refs = new Map<string, string>();
  return {
    begin: async (key) =>
      refs.has(key) ? { kind: 'done', ref: refs.get(key) ?? '', data: {} } : { kind: 'first' },
    complete: async (key, ref) => {
      refs.set(key, ref);
    },
    release: async () => {},
  };
}

const beginning = () => ({ ...aMessage({ text: 'Hola\nNo llega\nmi pedido' }), transcript: lines });

describe('the beginning of a chat', () => {
  it('leaves out a line of the customer’s that has a note already, and keeps the others at every try', async () => {
    // Prepare
    const ports = { ledger: aLedger(), traces: mapTraces() };
    const alone = await claimTranscript({ ...beginning(), transcript: [lines[2]!] }, ports);
    const foreign = { ...beginning() };
    const other = { ...foreign, envelope: { ...foreign.envelope, conversationKey: 'zendesk:22129848:1' } };

    // Act
    const first = await claimTranscript(beginning(), ports);
    const again = await claimTranscript(beginning(), ports);
    const elsewhere = await claimTranscript(other, ports);

    // Assess
    expect(alone.transcript?.map(({ message }) => message)).toEqual(['c2']);
    expect(first.transcript?.map(({ message }) => message)).toEqual(['b1', 'c1', 'c2']);
    expect(again).toEqual(first);
    expect(elsewhere.transcript?.map(({ message }) => message)).toEqual(['b1']);
    expect(elsewhere.content.text).toBe('');
  });

  it('leaves out what was withdrawn', async () => {
    const ports = { ledger: aLedger(), traces: mapTraces() };
    const { conversationKey } = beginning().envelope;
    await ports.traces.withdraw({ conversationKey, message: 'c1' });

    const claimed = await claimTranscript(beginning(), ports);

    expect(claimed.content.text).toBe('No llega\nmi pedido');
  });

  it('is no matter for a message that is none', async () => {
    const message = aMessage({ text: 'Hola' });

    expect(await claimTranscript(message, { ledger: aLedger(), traces: mapTraces() })).toBe(message);
  });

  it('marks its messages as done: told alone as well, they get no note of their own', async () => {
    // Prepare
    const bench = aBench({ services: detects('es') });
    const whole = beginning();

    // Act
    await bench.enrich(whole);

    // Assess
    expect(bench.ledger.done).toContain(`enrich:${enrichedIdOf(whole.envelope, 'c1')}`);
  });
});

describe('the lines of a chat’s beginning in the agent’s language', () => {
  const translation = (text: string) => ({ text, source: 'es', target: 'en', terms: [] });
  function aTranslator(isPaid = true) {
    const asked: string[] = [];
    return {
      asked,
      pay: async () => isPaid,
      translate: async ({ text }: { text: string }) => {
        asked.push(text);
        return { kind: 'translated' as const, text: `<${text}>`, source: 'es', terms: [] };
      },
    };
  }
  const textsOf = (told: readonly TranscriptLine[]) => told.map(({ text }) => text);

  it('the customer’s are taken from the translation of all, only the bot’s are paid', async () => {
    const translator = aTranslator();

    const told = await translatedTranscript(lines, translation('Hello\nMy order\ndoes not come'), translator);

    expect(textsOf(told)).toEqual(['<¿En qué puedo ayudarle?>', 'Hello', 'My order\ndoes not come']);
    expect(translator.asked).toEqual(['¿En qué puedo ayudarle?']);
  });

  it('each is translated by itself where the engine has changed the number of lines', async () => {
    const told = await translatedTranscript(
      lines,
      translation('Hello my order does not come'),
      aTranslator(),
    );

    expect(textsOf(told)).toEqual(['<¿En qué puedo ayudarle?>', '<Hola>', '<No llega\nmi pedido>']);
  });

  it('over the cap the bot’s stay as they were said', async () => {
    const told = await translatedTranscript(
      lines,
      translation('Hello\nMy order\ndoes not come'),
      aTranslator(false),
    );

    expect(textsOf(told)).toEqual(['¿En qué puedo ayudarle?', 'Hello', 'My order\ndoes not come']);
  });
});
