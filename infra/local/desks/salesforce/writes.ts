import type { OrgChange, RecordChange, SalesforceStandIn, Values } from '../../helpdesks/salesforce/index.ts';
import { traceIdOf } from '../../journal.ts';
import type { ReplayWrite } from '../../replay/output.ts';
import type { DeskWrites } from '../desk.ts';
import { ourFieldPrefix, tagField, tagObject } from './account.ts';

const text = (values: Values, field: string) => {
  const value = values[field];
  return typeof value === 'string' ? value : null;
};

const escapeHtml = (plain: string) =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function asHtml(values: Values, field: string): string {
  const body = text(values, field) ?? '';
  return values.IsRichText === true ? body : escapeHtml(body);
}

function replyOf(standIn: SalesforceStandIn, values: Values, html: string): ReplayWrite {
  const id = String(values.Id);
  const received = standIn
    .whatTheCustomerReceived(String(values.ParentId))
    .find(({ recordId }) => recordId === id);
  const attachments = (received?.attachments ?? []).map(({ name, contentType, bytes }) => ({
    ...{ name, contentType },
    bytes: bytes.length,
  }));
  return { kind: 'reply', id, authorId: String(values.CreatedById), html, public: true, attachments };
}

const noteOf = (values: Values, html: string): ReplayWrite => ({
  ...{ kind: 'note', id: String(values.Id), html },
  public: false,
});

const posts = new Set(['TextPost', 'ContentPost']);

function writeOfNew(standIn: SalesforceStandIn, object: string, values: Values): ReplayWrite | null {
  switch (object) {
    case 'FeedItem': {
      // What shows a mail or a comment once more is no write of its own.
      if (!posts.has(String(values.Type))) return null;
      const html = asHtml(values, 'Body');
      return values.Visibility === 'AllUsers' ? replyOf(standIn, values, html) : noteOf(values, html);
    }
    case 'CaseComment': {
      const html = asHtml(values, 'CommentBody');
      return values.IsPublished === true ? replyOf(standIn, values, html) : noteOf(values, html);
    }
    case 'EmailMessage':
      return values.Incoming === true
        ? null
        : replyOf(standIn, values, text(values, 'HtmlBody') ?? asHtml(values, 'TextBody'));
    case tagObject:
      return { kind: 'tags', added: [text(values, tagField) ?? ''], removed: [] };
    default:
      return null;
  }
}

function caseWrites(before: Values, after: Values): ReplayWrite[] {
  const hasChanged = (field: string) => before[field] !== after[field];
  const ours = Object.keys(after).filter((name) => name.startsWith(ourFieldPrefix) && hasChanged(name));
  const values = Object.fromEntries(ours.map((name) => [name, text(after, name)]));
  const ofKind = (kind: 'priority' | 'status', field: string): ReplayWrite[] =>
    hasChanged(field) ? [{ kind, from: text(before, field), to: text(after, field) }] : [];
  return [
    ...ofKind('priority', 'Priority'),
    ...ofKind('status', 'Status'),
    ...(ours.length === 0 ? [] : [{ kind: 'fields' as const, values }]),
  ];
}

function writesOf(standIn: SalesforceStandIn, change: RecordChange): readonly ReplayWrite[] {
  switch (change.kind) {
    case 'created':
      return [writeOfNew(standIn, change.object, change.after) ?? []].flat();
    case 'updated':
      return change.object === 'Case' ? caseWrites(change.before, change.after) : [];
    case 'deleted':
      return change.object === tagObject
        ? [{ kind: 'tags', added: [], removed: [text(change.before, tagField) ?? ''] }]
        : [];
  }
}

/** All fields of one update in one entry at its end, all its tags in one before them. */
function gathered(writes: readonly ReplayWrite[]): ReplayWrite[] {
  const tags = writes.filter((write) => write.kind === 'tags');
  const fields = writes.filter((write) => write.kind === 'fields');
  const others = writes.filter(({ kind }) => kind !== 'tags' && kind !== 'fields');
  const added = tags.flatMap((write) => write.added);
  const removed = tags.flatMap((write) => write.removed);
  return [
    ...others,
    ...(tags.length === 0 ? [] : [{ kind: 'tags' as const, added, removed }]),
    ...(fields.length === 0
      ? []
      : [{ kind: 'fields' as const, values: Object.assign({}, ...fields.map(({ values }) => values)) }]),
  ];
}

function caseIdIn({ changes }: OrgChange): string | null {
  for (const change of changes) {
    const values = change.after ?? change.before;
    if (change.object === 'Case') return change.id;
    const id = values === null ? null : (text(values, 'Case__c') ?? text(values, 'ParentId'));
    if (id?.startsWith('500')) return id;
  }
  return null;
}

/** Calls `listener` for each commit that touches a case; the answer stops that. */
export function onSalesforceWrites(
  standIn: SalesforceStandIn,
  listener: (writes: DeskWrites & { ticket?: string }) => void,
): () => void {
  return standIn.onChange((commit) => {
    const ticket = caseIdIn(commit);
    const writes = gathered(commit.changes.flatMap((change) => writesOf(standIn, change)));
    listener({
      traceId: traceIdOf(commit.traceHeader),
      ...(ticket === null ? {} : { ticket }),
      writes,
    });
  });
}
