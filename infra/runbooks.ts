/** What the person who is woken up reads. All of it is required: an alarm that cannot say this should not exist. */
export type Runbook = Readonly<{
  /** What has happened. */
  meaning: string;
  /** Who notices, and how badly. */
  impact: string;
  /** Where to look first. */
  firstLook: string;
  /** What to run. */
  command: string;
}>;

/** CloudWatch keeps this many characters of an alarm's description. */
const maxDescriptionCharacters = 1_024;

/** A runbook as an alarm carries it, in four lines. Throws RangeError for one that CloudWatch would cut off. */
export function runbookText(runbook: Runbook): string {
  const text = [
    `What it means: ${runbook.meaning}`,
    `Impact: ${runbook.impact}`,
    `Look first: ${runbook.firstLook}`,
    `Command: ${runbook.command}`,
  ].join('\n');
  if (text.length > maxDescriptionCharacters)
    throw new RangeError(
      `A runbook has ${text.length} characters, CloudWatch keeps ${maxDescriptionCharacters}.`,
    );
  return text;
}

const runbookShape = /^What it means: (.*)\nImpact: (.*)\nLook first: (.*)\nCommand: (.*)$/s;

/** The runbook that an alarm's description is; null = it is none of ours. */
export function runbookIn(description: string): Runbook | null {
  const [, meaning, impact, firstLook, command] = runbookShape.exec(description) ?? [];
  if (meaning === undefined || impact === undefined || firstLook === undefined || command === undefined)
    return null;
  return { meaning, impact, firstLook, command };
}

/** What alarms have in common who see to the same thing: a section of docs/operating.md. */
export type RunbookSection = Readonly<{
  title: string;
  /** How the names of its alarms go on after the stage's. */
  names: RegExp;
  /** What is at stake: customers' messages, or only what is paid for them. */
  stake: 'messages' | 'money';
}>;

/** In the order of the page. */
export const runbookSections: readonly RunbookSection[] = [
  {
    title: 'Messages were given up',
    names: /^(.+-dead-letters-not-empty|undeliverable-not-empty|messages-parked|parked-rate)$/,
    stake: 'messages',
  },
  { title: 'Messages wait', names: /-oldest-message$/, stake: 'messages' },
  { title: 'A function crashes', names: /^(?!api-).+-errors$/, stake: 'messages' },
  { title: 'Lambda has no room', names: /-throttles$/, stake: 'messages' },
  { title: 'Webhooks do not get in', names: /^api-|-(catch-up-behind|webhooks-lost)$/, stake: 'messages' },
  { title: 'A helpdesk lets us do nothing', names: /-(unauthorised|not-configured)$/, stake: 'messages' },
  { title: 'Money', names: /^daily-|-cap-reached$/, stake: 'money' },
];

/**
 * The section that an alarm stands in; null = in none.
 * @param part its name without `dragoman-<stage>-`
 */
export function runbookSectionOf(part: string): RunbookSection | null {
  return runbookSections.find(({ names }) => names.test(part)) ?? null;
}
