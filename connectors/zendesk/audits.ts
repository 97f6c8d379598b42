import type * as z from 'zod/mini';
import type { Api, ApiResult } from './api.ts';
import { ticketPath } from './paths.ts';
import { type Audit, auditsAnswer } from './wire-api.ts';

/** An unknown result is minutes old, a merge is what closed the ticket: both are among the newest. */
const auditsPerPage = 100;

/** What goes into the update's `metadata` and comes back in its audit as `metadata.custom`. Flat: only that is documented. */
export type Marker = Readonly<{
  dragoman_write_key: string;
  dragoman_source_message: string;
  /** Further messages that share the note, with blanks between. */
  dragoman_also_about?: string;
}>;

/** The marker that tells our update from any other, and this one from our others. */
export function markerOf(
  write: Readonly<{ writeKey: string; sourceMessage: string; alsoAbout?: readonly string[] }>,
): Marker {
  const { writeKey, sourceMessage, alsoAbout = [] } = write;
  return {
    dragoman_write_key: writeKey,
    dragoman_source_message: sourceMessage,
    ...(alsoAbout.length === 0 ? {} : { dragoman_also_about: alsoAbout.join(' ') }),
  };
}

/** The messages that a marked update is about. */
export function messagesIn({ metadata }: Audit): readonly string[] {
  const { dragoman_source_message: first, dragoman_also_about: others } = metadata?.custom ?? {};
  return [first, ...(typeof others === 'string' ? others.split(' ') : [])].filter(
    (message) => typeof message === 'string',
  );
}

/** The audit that an earlier try of the same write left, or null: it never happened. */
export async function readMarkedAudit(
  api: Api,
  ticket: string,
  marker: Marker,
): Promise<ApiResult<Audit | null>> {
  return findAudit(
    api,
    ticket,
    (audit) => audit.metadata?.custom?.dragoman_write_key === marker.dragoman_write_key,
  );
}

/** The ticket that this one was merged into, or null: it was not, or its audits do not say. */
export async function readMergeTarget(api: Api, ticket: string): Promise<ApiResult<string | null>> {
  const merge = await findAudit(
    api,
    ticket,
    (audit) => targetOf(audit) !== null && targetOf(audit) !== ticket,
  );
  if (merge.kind !== 'ok') return merge;
  return { kind: 'ok', value: merge.value === null ? null : targetOf(merge.value) };
}

/** Beyond, an update of ours counts as not there: 5000 changes have come since. */
const maxAuditPages = 50;

/** All that we wrote into a ticket on account of these messages, the newest first. */
export async function readAuditsAbout(
  api: Api,
  ticket: string,
  sources: readonly string[],
): Promise<ApiResult<readonly Audit[]>> {
  const found: Audit[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < maxAuditPages; page += 1) {
    const answer: ApiResult<AuditsAnswer> = await api.call(
      { method: 'GET', path: auditsPath(ticket, cursor) },
      auditsAnswer,
    );
    if (answer.kind !== 'ok') return answer;
    const { audits, meta }: AuditsAnswer = answer.value;
    found.push(...audits.filter((audit) => sources.some((source) => source === sourceOf(audit))));
    cursor = meta?.has_more === true ? meta.after_cursor : null;
    if (cursor === null) break;
  }
  return { kind: 'ok', value: found };
}

type AuditsAnswer = z.infer<typeof auditsAnswer>;

const sourceOf = (audit: Audit) => audit.metadata?.custom?.dragoman_source_message;

function auditsPath(ticket: string, cursor: string | null): string {
  const query = new URLSearchParams({ sort: '-created_at', 'page[size]': String(auditsPerPage) });
  if (cursor !== null) query.set('page[after]', cursor);
  return `${ticketPath(ticket)}/audits?${query}`;
}

/** How the write is called from now on: by its comment, without one by its audit. */
export function refOf(audit: Audit): string {
  return audit.events?.find((event) => event.type === 'Comment')?.id ?? audit.id;
}

/** `from` is not looked at: in a ticket that others were merged into, it names those. */
function targetOf(audit: Audit): string | null {
  const source = audit.via?.source;
  return source?.rel === 'merge' ? (source.to?.ticket_id ?? null) : null;
}

async function findAudit(
  api: Api,
  ticket: string,
  isWanted: (audit: Audit) => boolean,
): Promise<ApiResult<Audit | null>> {
  const answer = await api.call({ method: 'GET', path: auditsPath(ticket, null) }, auditsAnswer);
  if (answer.kind !== 'ok') return answer;
  return { kind: 'ok', value: answer.value.audits.find(isWanted) ?? null };
}
