import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skipsRequestTracker } from '../../support/request-tracker/installed.ts';
import { Labels, normalised } from './stand-in-answers.ts';
import { type Step, steps } from './stand-in-steps.ts';
import { type Side, startReal, startStandIn } from './stand-in-world.ts';

type Played = Readonly<{ status: number; headers: Record<string, string>; body: unknown }>;

async function call(side: Side, step: Step, kept: Map<string, string>): Promise<Played> {
  const { as = 'dragoman', method = 'GET', path = '', body, headers = {} } = step;
  const filled = (text: string) =>
    text.replace(/\{([a-z]+)\}/g, (all, name: string) => kept.get(name) ?? all);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    const response = await fetch(`${side.baseUrl}/REST/2.0${filled(path)}`, {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': 'dragoman/1',
        ...(as === null ? {} : { authorization: `token ${side.tokens[as]}` }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: filled(text) }),
    });
    const answer = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && answer !== '';
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: isJson ? JSON.parse(answer) : answer,
    };
  } catch {
    // No answer at all.
    return { status: 0, headers: {}, body: '' };
  }
}

async function play(side: Side): Promise<unknown[]> {
  const labels = new Labels(side.baseUrl);
  const kept = new Map<string, string>([['queue', '3']]);
  const played: unknown[] = [];
  for (const step of steps) {
    if (step.mail !== undefined) {
      await side.mailIn(step.mail);
      played.push(null);
      continue;
    }
    const answer = await call(side, step, kept);
    if (step.keepLocation !== undefined)
      kept.set(step.keepLocation, answer.headers.location?.split('/').at(-1) ?? '');
    if (step.keepItem !== undefined) kept.set(step.keepItem, (answer.body as any).items?.at(-1)?.id ?? '');
    played.push(normalised(answer, labels));
  }
  const hooks = side.hooks().map((body) => normalised({ status: 0, headers: {}, body }, labels));
  return [...played, hooks];
}

describe.skipIf(skipsRequestTracker)('the stand-in Request Tracker beside the real one', () => {
  const sides: Side[] = [];
  let real: unknown[] = [];
  let standIn: unknown[] = [];

  beforeAll(async () => {
    const started = await startReal();
    sides.push(started);
    sides.push(await startStandIn(started.rt));
    [real, standIn] = [await play(sides[0]!), await play(sides[1]!)];
  });
  afterAll(async () => {
    await Promise.all(sides.map((side) => side.stop()));
  });

  test.each(steps.map((step, index) => [`${index}: ${step.title}`, step, index] as const))(
    '%s',
    (_, step, index) => {
      // Assess
      expect(standIn[index]).toEqual(real[index]);
      if (step.status !== undefined) expect(standIn[index]).toMatchObject({ status: step.status });
      if (step.says !== undefined)
        expect(standIn[index]).toMatchObject({
          body: Array.isArray(step.says) ? [...step.says].sort() : step.says,
        });
    },
  );

  test('mails the same people the same subjects', () => {
    // Act
    const [ofReal, ofStandIn] = sides.map((side) => side.sentMails());

    // Assess
    expect(ofStandIn).toEqual(ofReal);
  });

  test('tells of the same things in the same words', () => {
    // Assess
    expect(standIn.at(-1)).toEqual(real.at(-1));
  });
});
