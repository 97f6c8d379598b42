import { describe, expect, it } from 'vitest';
import {
  noteComes,
  type TestEnd,
  testFinding,
  testText,
} from '../../../../../connectors/kit/set-up/try-out.ts';
import { fetchSend } from '../../../../../connectors/set-up.ts';

/** A clock that waiting alone moves. */
function waiting(signal: AbortSignal = new AbortController().signal) {
  let nowMs = 1_767_945_600_000;
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    nowMs += ms;
  };
  return { waits, deps: { send: fetchSend, now: () => new Date(nowMs), wait, signal } };
}

const end = (changes: Partial<TestEnd>): TestEnd => ({
  ...{ check: 'zendesk.test-message', stage: 'prod', isNoted: false, tookMs: 3_400 },
  ...{ ticket: 'its ticket is deleted again', causes: [], ...changes },
});

describe('the words of a test message', () => {
  it.each([
    ['en', 'Hola, ¿dónde está mi pedido #10023456?'],
    ['es-MX', 'Hello, where is my order #10023456?'],
  ])('are in another language than that of agents who read %s', (language, text) => {
    expect(testText(language)).toBe(text);
  });
});

describe('waiting for the note', () => {
  it('ends as soon as it is there', async () => {
    const { waits, deps } = waiting();
    const looks = [false, false, true];
    const isNoted = await noteComes(async () => looks.shift() === true, deps);

    expect({ isNoted, looks, waits }).toEqual({ isNoted: true, looks: [], waits: [2_000, 2_000] });
  });

  it('ends after two minutes without one', async () => {
    const { waits, deps } = waiting();
    const isNoted = await noteComes(async () => false, deps);

    expect({ isNoted, waits: waits.length }).toEqual({ isNoted: false, waits: 60 });
  });

  it('ends at once where it is stopped', async () => {
    const controller = new AbortController();
    const { waits, deps } = waiting(controller.signal);
    controller.abort(new Error('Ctrl-C'));

    await expect(noteComes(async () => false, deps)).rejects.toThrow('Ctrl-C');
    expect(waits).toEqual([]);
  });
});

describe('what a test message has shown', () => {
  it('is that messages come in, and how long that takes', () => {
    expect(testFinding(end({ isNoted: true }))).toEqual({
      ...{ check: 'zendesk.test-message', severity: 'ok', meaning: null, mend: null },
      what: 'A test message of a customer had its note after 3 s; its ticket is deleted again.',
    });
  });

  it('is else an error with the likeliest causes in order, and the next step', () => {
    expect(testFinding(end({ causes: ['The scrips are not there.', 'RT was not restarted.'] }))).toEqual({
      ...{ check: 'zendesk.test-message', severity: 'error', mend: 'npm run doctor -- --stage prod' },
      what: 'A test message of a customer had no note within 120 s; its ticket is deleted again.',
      meaning: [
        'Messages of customers may not be translated yet. A signing secret that has just changed is known within a minute; then --try-out tries again.',
        'The likeliest causes, in this order:',
        '  1. The scrips are not there.',
        '  2. RT was not restarted.',
      ].join('\n'),
    });
  });
});
