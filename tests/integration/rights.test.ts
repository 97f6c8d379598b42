import timers from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../infra/settings.ts';
import { synthesiseOnce } from '../support/bundles.ts';
import { busyDay, busyDayFaults, denialOf, type Right, rightsIn, withoutRights } from '../support/rights.ts';
import { aWorld, type World } from '../support/world.ts';

/** Used only if a message is withdrawn between two tries of its translation: no day can be made of that moment. */
const needsARace = ({ policy, action }: Right) =>
  policy.startsWith('Enrich') && action === 'dynamodb:DeleteItem';

const rights = rightsIn(await synthesiseOnce(loadSettings('local'))).filter((right) => !needsARace(right));
const timeScale = 1_000;
const deadlineMs = 120_000;
const timeoutMs = 600_000;

/** What a schedule does may come after the day: it is waited for. */
async function dayWithoutDenial(world: World): Promise<string> {
  try {
    await busyDay(world, deadlineMs);
    await timers.setTimeout(deadlineMs, undefined, { ref: false });
    return 'the day went by without a denial';
  } catch (error) {
    return `the day ended early: ${String(error)}`;
  }
}

/** The failure destination is used only when a function of the schedule fails, which it does when it may not read. */
const readsOf: Readonly<Record<string, string>> = {
  DlqWatch: 'sqs:ReceiveMessage',
  Reconcile: 'dynamodb:GetItem',
};
const alsoWithout = (right: Right): Right[] => {
  const [, read] = Object.entries(readsOf).find(([name]) => right.policy.startsWith(name)) ?? [];
  return right.action === 'sqs:SendMessage'
    ? rights.filter(({ policy, action }) => policy === right.policy && action === read)
    : [];
};

// Side by side: each has a world of its own.
describe.concurrent('The rights of the functions', { timeout: timeoutMs }, () => {
  it('suffice for a day on which everything happens', async () => {
    const world = await aWorld({ faults: busyDayFaults, timeScale });

    await busyDay(world, deadlineMs);

    const denials = world.journal
      .entries()
      .flatMap((entry) =>
        entry.kind === 'runner' && entry.text.includes('AccessDenied') ? [entry.text] : [],
      );
    await world.stop();
    expect(denials).toEqual([]);
  });

  it.each(rights)(
    'are all needed: without $action in $policy the day ends in an AccessDeniedException naming it',
    async (right) => {
      // Prepare
      const world = await aWorld({
        faults: busyDayFaults,
        timeScale,
        edit: (template) => withoutRights(template, [...alsoWithout(right), right]),
      });

      // Act
      const denial = await Promise.race([denialOf(right.action, world), dayWithoutDenial(world)]);

      // Assess
      await world.stop();
      expect(denial).toContain('AccessDeniedException');
      expect(denial).toContain(right.action);
    },
  );
});

describe.concurrent('The queue policies', { timeout: timeoutMs }, () => {
  it.each([
    ['enrich', 'Enrich'],
    ['reply', 'Reply'],
    ['write-back', 'WriteBack'],
  ])(
    'let only the rule send: without that statement nothing reaches the %s queue',
    async (_queue, prefix) => {
      // Prepare
      const world = await aWorld({
        timeScale,
        edit: (template) => {
          const policies = Object.entries<any>(template.Resources).filter(
            ([id, { Type }]) => Type === 'AWS::SQS::QueuePolicy' && id.startsWith(prefix),
          );
          for (const [, { Properties }] of policies) {
            Properties.PolicyDocument.Statement = Properties.PolicyDocument.Statement.filter(
              (statement: any) => statement.Condition?.ArnEquals === undefined,
            );
          }
        },
      });

      // Act
      const denial = await Promise.race([denialOf('sqs:SendMessage', world), dayWithoutDenial(world)]);

      // Assess
      await world.stop();
      expect(denial).toMatch(/AccessDeniedException.*sqs:SendMessage/);
    },
  );
});
