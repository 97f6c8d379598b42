import { describe, expect, it } from 'vitest';
import { rateIntervalMs, ScheduleError, Schedules } from '../../../../infra/local/schedule.ts';
import { functionArn, ruleNamed, startEvents, toFunction } from '../../../support/local-events.ts';

/** The rule `every`, started; `fired` holds when its function was called and with what. */
function start(
  properties: Readonly<Record<string, unknown>>,
  timeScale = 1,
  isAtWork: (arn: string) => boolean = () => false,
) {
  const rule = ruleNamed('every', { EventBusName: 'default', Targets: [toFunction], ...properties });
  const fired: { atMs: number; arn: string; event: unknown }[] = [];
  const world = startEvents([rule], {
    timeScale,
    invoke: async (arn, event) => void fired.push({ atMs: world.clock.elapsedMs, arn, event }),
  });
  const { clock, newId, deliveries } = world;
  const place = { region: 'eu-west-1', accountId: '111122223333' };
  const schedules = new Schedules({
    ...{ rules: [rule], deliveries, clock, timeScale, isAtWork, newId },
    ...place,
  });
  schedules.start();
  return { clock, schedules, fired, times: () => fired.map(({ atMs }) => atMs) };
}

describe('a schedule', () => {
  it('fires after each interval, with the event of EventBridge', async () => {
    // Prepare
    const { clock, fired, times } = start({ ScheduleExpression: 'rate(1 minute)' });

    // Act
    await clock.advance(130_000);

    // Assess
    expect(times()).toEqual([60_000, 120_000]);
    expect(fired[0]).toEqual({
      atMs: 60_000,
      arn: functionArn('watch'),
      event: {
        version: '0',
        id: 'id-1',
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: '111122223333',
        time: '2026-01-09T08:01:00Z',
        region: 'eu-west-1',
        resources: ['arn:aws:events:eu-west-1:111122223333:rule/dragoman/every'],
        detail: {},
      },
    });
  });

  it('gives the constant input of its target', async () => {
    // Prepare
    const Targets = [{ ...toFunction, Input: '{"look":"everywhere"}' }];
    const { clock, fired } = start({ ScheduleExpression: 'rate(1 minute)', Targets });

    // Act
    await clock.advance(60_000);

    // Assess
    expect(fired.map(({ event }) => event)).toEqual([{ look: 'everywhere' }]);
  });

  it('fires more often when time is scaled', async () => {
    // Prepare
    const { clock, times } = start({ ScheduleExpression: 'rate(5 minutes)' }, 60);

    // Act
    await clock.advance(12_000);

    // Assess
    expect(times()).toEqual([5_000, 10_000]);
  });

  it('never fires more often than every half second, however much time is scaled', async () => {
    // Prepare
    const { clock, times } = start({ ScheduleExpression: 'rate(1 minute)' }, 100_000);

    // Act
    await clock.advance(1_600);

    // Assess
    expect(times()).toEqual([500, 1_000, 1_500]);
  });

  it('leaves a run out while the one before is at work when time is scaled, as a function’s own time is not', async () => {
    // Prepare
    let isAtWork = false;
    const rate = { ScheduleExpression: 'rate(1 minute)' };
    const { clock, times } = start(rate, 60, (arn) => isAtWork && arn === functionArn('watch'));

    // Act
    await clock.advance(1_100);
    isAtWork = true;
    await clock.advance(2_000);
    isAtWork = false;
    await clock.advance(1_000);

    // Assess
    expect(times()).toEqual([1_000, 4_000]);
  });

  it('fires though the run before is at work when time is not scaled, as EventBridge does', async () => {
    // Prepare
    const { clock, times } = start({ ScheduleExpression: 'rate(1 minute)' }, 1, () => true);

    // Act
    await clock.advance(130_000);

    // Assess
    expect(times()).toEqual([60_000, 120_000]);
  });

  it('does not fire when its rule is switched off', async () => {
    // Prepare
    const { clock, times } = start({ ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' });

    // Act
    await clock.advance(600_000);

    // Assess
    expect(times()).toEqual([]);
  });

  it('ends when it is stopped, and no timer is left', async () => {
    // Prepare
    const { clock, schedules, times } = start({ ScheduleExpression: 'rate(1 minute)' });
    await clock.advance(60_000);

    // Act
    schedules.stop();
    await clock.advance(600_000);

    // Assess
    expect(times()).toEqual([60_000]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('of another kind is refused by name before anything starts', () => {
    // Act
    const construct = () => start({ ScheduleExpression: 'cron(0 12 * * ? *)' });

    // Assess
    expect(construct).toThrow(ScheduleError);
    expect(construct).toThrow('cron(0 12 * * ? *)');
  });
});

describe('a rate', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(15 minutes)', 900_000],
    ['rate(1 hour)', 3_600_000],
    ['rate(2 days)', 172_800_000],
  ])('is an interval in milliseconds: %s', (expression, intervalMs) => {
    expect(rateIntervalMs(expression)).toBe(intervalMs);
  });

  it.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'rate(1 week)',
    'rate(5 seconds)',
    'at(now)',
    '',
  ])('is refused: %j', (expression) => {
    expect(() => rateIntervalMs(expression)).toThrow(ScheduleError);
  });
});
