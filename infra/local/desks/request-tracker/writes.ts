import {
  type Attachment,
  priorityLabel,
  type TicketChange,
  type Transaction,
} from '../../helpdesks/request-tracker/index.ts';
import type { ReplayWrite } from '../../replay/output.ts';
import { customFields, tagsField } from './account.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

function htmlOf({ attachments }: Transaction): string {
  const partOf = (contentType: string) =>
    attachments
      .find((part) => part.fileName === null && part.contentType === contentType)
      ?.content?.toString('utf8');
  return partOf('text/html') ?? escaped(partOf('text/plain') ?? '');
}

const fileOf = ({ fileName, contentType, content }: Attachment) =>
  fileName === null ? [] : [{ name: fileName, contentType, bytes: content?.length ?? 0 }];

function fieldWrite({ field, oldValue, newValue }: Transaction): ReplayWrite {
  const name = customFields.find(({ id }) => String(id) === field)?.name ?? field;
  const present = (value: string) => (value === '' ? [] : [value]);
  if (name === tagsField) return { kind: 'tags', added: present(newValue), removed: present(oldValue) };
  return { kind: 'fields', values: { [name]: newValue === '' ? null : newValue } };
}

function writeOf(transaction: Transaction): ReplayWrite | null {
  const { id, type, field, oldValue, newValue, creator, attachments } = transaction;
  switch (type) {
    case 'Comment':
      return { kind: 'note', id: String(id), html: htmlOf(transaction), public: false };
    case 'Correspond':
      return {
        kind: 'reply',
        id: String(id),
        authorId: creator.name,
        html: htmlOf(transaction),
        public: true,
        attachments: attachments.flatMap(fileOf),
      };
    case 'CustomField':
      return fieldWrite(transaction);
    case 'Status':
      return { kind: 'status', from: oldValue, to: newValue };
    case 'Set':
      return field === 'Priority'
        ? { kind: 'priority', from: priorityLabel(Number(oldValue)), to: priorityLabel(Number(newValue)) }
        : null;
    case 'Create':
    case 'EmailRecord':
    case 'AddWatcher':
    case 'AddLink':
      return null;
  }
}

/** What one update changed, in order; all its tags and all its other fields in one entry each, at the end. */
export function writesOf({ transactions }: Pick<TicketChange, 'transactions'>): ReplayWrite[] {
  const writes = transactions.flatMap((transaction) => writeOf(transaction) ?? []);
  const fields = writes.filter((write) => write.kind === 'fields');
  const tags = writes.filter((write) => write.kind === 'tags');
  const others = writes.filter((write) => write.kind !== 'fields' && write.kind !== 'tags');
  const values = Object.assign({}, ...fields.map((write) => write.values));
  return [
    ...others,
    ...(tags.length === 0
      ? []
      : [
          {
            kind: 'tags' as const,
            added: tags.flatMap(({ added }) => added),
            removed: tags.flatMap(({ removed }) => removed),
          },
        ]),
    ...(fields.length === 0 ? [] : [{ kind: 'fields' as const, values }]),
  ];
}
