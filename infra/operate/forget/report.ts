import { physicalName } from '../../names.ts';
import type { StageSettings } from '../../settings.ts';
import type { Holding } from './holdings.ts';
import type { Conversation } from './keys.ts';

const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`;

/** One line for a conversation: what there is of it, in counts. Pure. */
export function holdingLine({
  conversation,
  remembers,
  hasPreview,
  translationKeys,
  otherTickets,
}: Holding): string {
  const parts = [
    ...(remembers ? ['what is remembered of it'] : []),
    ...(hasPreview ? ['a preview'] : []),
    ...(translationKeys.length > 0 ? [counted(translationKeys.length, 'translation')] : []),
    ...(otherTickets.length > 0
      ? [`our notes with its words in ticket ${otherTickets.join(', ')}, which are redacted there`]
      : []),
  ];
  return `ticket ${conversation.ticket}: ${parts.join(', ')}`;
}

/** What the command leaves alone, why, and when it goes. Pure. */
export function leftAlone({
  stage,
  region,
  limits,
}: Pick<StageSettings, 'stage' | 'region' | 'limits'>): readonly string[] {
  const archive = physicalName(stage, 'archive');
  return [
    'the helpdesk: ticket, notes and fields stay as they are there; delete or redact them there, and our copies follow by themselves',
    `the archive of what came in: each message for ${limits.archiveDays} days, no single one can be taken out. To have it sooner: ` +
      `aws events update-archive --archive-name ${archive} --retention-days 1 --region ${region}`,
    'queues: what is on its way at this moment goes within minutes, and nothing is kept of it',
    'ids in the ledger: for 42 days what was written, for 180 days that it was withdrawn, so that nothing of it is kept anew',
    'backups of the table memory (point in time): a preview of the last 7 days stays in them for up to 35 days',
    `logs: ids, never text, for ${limits.logDays} days`,
    'the memory of a running function: until AWS ends it, within hours',
  ];
}

/** Tickets of others that the customer wrote in: somebody else's, so a person decides. Pure. */
export function participantLines(conversations: readonly Conversation[], command: string): readonly string[] {
  if (conversations.length === 0) return [];
  return [
    `They also wrote in ${counted(conversations.length, 'ticket')} of somebody else, which stays: its memory is of both. To forget it as a whole:`,
    ...conversations.map(({ ticket }) => `  ${command} --ticket ${ticket}`),
  ];
}
