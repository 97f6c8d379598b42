import { expect, it } from 'vitest';
import type { Plan } from '../../../../connectors/set-up.ts';
import { isEmpty, planLines } from '../../../../infra/setup/print-plan.ts';

const plan = (wanted: Partial<Plan>): Plan => ({
  refusals: [],
  changes: [],
  unchanged: [],
  entry: null,
  byHand: [],
  waitsForSteps: false,
  proposals: null,
  apply: () => Promise.reject(new Error('not to be applied')),
  ...wanted,
});

it('a plan is shown as a diff, with places, proposals, steps by hand and counts', () => {
  const lines = planLines(
    plan({
      changes: [
        {
          place: 'helpdesk',
          action: 'create',
          what: 'webhook "Dragoman"',
          details: ['POST https://example.com'],
        },
        { place: 'secret', action: 'update', what: 'secret …/webhook', details: [] },
        { place: 'settings', action: 'remove', what: 'account zendesk 1', details: ['old → new'] },
      ],
      unchanged: ['macro "Reply"'],
      byHand: [{ title: 'Sign in', instructions: 'as the user\nand look' }],
      proposals: {
        question: 'Change them?',
        changes: [{ place: 'helpdesk', action: 'update', what: 'trigger "Mail all"', details: [] }],
      },
    }),
  );

  expect(lines.join('\n')).toBe(
    `  + webhook "Dragoman"
      POST https://example.com
  ~ secret …/webhook (Secrets Manager)
  - account zendesk 1 (settings)
      old → new
  = macro "Reply"

Proposed, only with --triggers or a yes of its own:
  ~ trigger "Mail all"

By hand, since no API does it:
  1. Sign in
     as the user
     and look

1 to create, 1 to change, 1 to remove, 1 as they should be.`,
  );
});

it('a plan with nothing but what is as it should be is empty', () => {
  expect(isEmpty(plan({ unchanged: ['everything'] }))).toBe(true);
  expect(isEmpty(plan({ proposals: { question: '?', changes: [] } }))).toBe(false);
});
