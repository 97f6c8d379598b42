import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import { renderNotes } from './note.ts';

/**
 * Several messages of a chat in one note, in the order in which they were said: each one's translation with its time and
 * first words, the summary of the newest last. Null = none of them has anything to read.
 */
export function renderSharedNote(
  events: readonly MessageEnriched[],
  maxNoteBytes: number,
): string | null | 'too-long' {
  const noted = events.filter(({ plan }) => plan.note !== null).toSorted(byTime);
  const notes = noted.map((event, index) =>
    renderNotes(event, { maxNoteBytes, late: events.length > 1, summary: index === noted.length - 1 }),
  );
  if (notes.some((pieces) => pieces.length > 1)) return 'too-long';
  const html = notes.flat().join('');
  if (Buffer.byteLength(html, 'utf8') > maxNoteBytes) return 'too-long';
  return html === '' ? null : html;
}

const byTime = (one: MessageEnriched, other: MessageEnriched) =>
  Date.parse(one.occurredAt) - Date.parse(other.occurredAt);
