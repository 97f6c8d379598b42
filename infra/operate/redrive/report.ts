import { functionLogGroup } from '../../names.ts';
import { adviceOn } from './advice.ts';
import type { ParkedMessage } from './parked.ts';
import { shortId } from './select.ts';

/** What was found in one queue. */
export type QueueLook = Readonly<{ queue: string; count: number; messages: readonly ParkedMessage[] }>;

const secondsPer = { d: 86_400, h: 3_600, min: 60 } as const;

/** `3 d`, `5 h`, `12 min`: how long ago, rounded down. Pure. */
export function ageOf(parkedAt: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - parkedAt.getTime()) / 1000);
  if (seconds >= secondsPer.d) return `${Math.floor(seconds / secondsPer.d)} d`;
  if (seconds >= secondsPer.h) return `${Math.floor(seconds / secondsPer.h)} h`;
  return `${Math.floor(seconds / secondsPer.min)} min`;
}

/** A parked message as `--json` gives it, its text only if that is asked for. Pure. */
export function factsOf(
  parked: ParkedMessage,
  now: Date,
  withText: boolean,
): Readonly<Record<string, unknown>> {
  const { body, traceHeader: _, parkedAt, destination, ...facts } = parked;
  return {
    ...facts,
    parkedAt: parkedAt.toISOString(),
    ageSeconds: Math.max(0, Math.floor((now.getTime() - parkedAt.getTime()) / 1000)),
    resend: destination.kind === 'queue' ? destination.physicalName : destination.kind,
    ...(withText ? { body } : {}),
  };
}

const headings = [
  'id',
  'queue',
  'stage',
  'reason',
  'account',
  'ticket',
  'message',
  'parked',
  'seen',
] as const;

function cellsOf(parked: ParkedMessage, now: Date): readonly string[] {
  const { id, queue, stage, reason, connector, account, ticket, message, receiveCount } = parked;
  const whose = connector === null ? '?' : `${connector} ${account}`;
  const age = ageOf(parked.parkedAt, now);
  return [shortId(id), queue, stage, reason, whose, ticket ?? '?', message ?? '?', age, String(receiveCount)];
}

/** Rows under headings, columns as wide as they need; nothing of the text. Pure. */
export function tableOf(messages: readonly ParkedMessage[], now: Date): readonly string[] {
  const rows = [headings, ...messages.map((parked) => cellsOf(parked, now))];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** One line for each reason that there is something to see to about. Pure. */
export function advicesOn(messages: readonly ParkedMessage[]): readonly string[] {
  return [...new Set(messages.map(({ reason }) => reason))].toSorted().flatMap((reason) => {
    const advice = adviceOn(reason);
    return advice === null ? [] : [`${reason}: ${advice}`];
  });
}

/** A line for each queue that holds more than could be seen. Pure. */
export function unseenIn(looks: readonly QueueLook[]): readonly string[] {
  return looks.flatMap(({ queue, count, messages }) => {
    const unseen = count - messages.length;
    return unseen <= 0
      ? []
      : [
          `${queue}: about ${unseen} more cannot be shown now. They stand behind the first ten of their conversation, ` +
            'or somebody else looks at them at this moment (two minutes at most).',
        ];
  });
}

export const messagesCounted = (count: number): string => (count === 1 ? '1 message' : `${count} messages`);

/** Functions whose log says how the messages ended. Pure. */
export function watchingOf(
  sent: readonly ParkedMessage[],
  { stage, region }: Readonly<{ stage: string; region: string }>,
): readonly string[] {
  const names = new Set(sent.map(({ queue }) => (queue.startsWith('write-back') ? 'write-back' : queue)));
  const functions = [...names].map((name) => (name === 'undeliverable' ? 'write-back' : name));
  return [...new Set(functions)].map(
    (name) =>
      `aws logs tail ${functionLogGroup(stage, name)} --follow --since 5m --filter-pattern ` +
      `'{ $.message = "ended" }' --region ${region}`,
  );
}
