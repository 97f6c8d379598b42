import type { Change, Plan, Step } from '../../connectors/set-up.ts';

const signs = { create: '+', update: '~', remove: '-' } as const;
const places = {
  helpdesk: '',
  secret: ' (Secrets Manager)',
  settings: ' (settings)',
  file: ' (here)',
} as const;

/** One change: a line, and its details below it. */
export function changeLines({ action, place, what, details }: Change): readonly string[] {
  return [`  ${signs[action]} ${what}${places[place]}`, ...details.map((detail) => `      ${detail}`)];
}

/** Steps for a person, numbered. */
export function stepLines(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ title, instructions }, index) => [
    `  ${index + 1}. ${title}`,
    ...instructions.split('\n').map((line) => `     ${line}`),
  ]);
}

function countLine({ changes, unchanged }: Plan): string {
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  return `${count('create')} to create, ${count('update')} to change, ${count('remove')} to remove, ${unchanged.length} as they should be.`;
}

/** Whether the plan holds anything that would be done. */
export function isEmpty({ changes, proposals }: Plan): boolean {
  return changes.length === 0 && proposals === null;
}

/** The diff that an admin sees before anything changes. */
export function planLines(plan: Plan): readonly string[] {
  const { changes, unchanged, byHand, proposals } = plan;
  return [
    ...changes.flatMap(changeLines),
    ...unchanged.map((what) => `  = ${what}`),
    ...(proposals === null
      ? []
      : [
          '',
          'Proposed, only with --triggers or a yes of its own:',
          ...proposals.changes.flatMap(changeLines),
        ]),
    ...(byHand.length === 0 ? [] : ['', 'By hand, since no API does it:', ...stepLines(byHand)]),
    '',
    countLine(plan),
  ];
}
