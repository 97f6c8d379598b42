import { ServiceError } from '../ports.ts';

const mostEntries = 10;

/** Throws ServiceError for a batch that SQS refuses as a whole. */
export function requireBatch(entries: readonly Readonly<{ Id: string }>[]): void {
  const refuse = (code: string, message: string) => new ServiceError(code, 400, message);
  if (entries.length === 0)
    throw refuse('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > mostEntries)
    throw refuse(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${mostEntries}. You have sent ${entries.length}.`,
    );
  const wrongId = entries.find(({ Id }) => !/^[A-Za-z0-9_-]{1,80}$/.test(Id));
  if (wrongId)
    throw refuse(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw refuse('BatchEntryIdsNotDistinct', 'The ids of a batch request are not distinct.');
}

type Failed = Readonly<{ Id: string; SenderFault: boolean; Code: string; Message: string }>;

/** Does each entry for itself: what SQS refuses becomes an entry of `Failed`, the rest goes on. */
export function eachEntry<Entry extends Readonly<{ Id: string }>>(
  entries: readonly Entry[],
  act: (entry: Entry) => Readonly<Record<string, unknown>>,
): Readonly<{ Successful: readonly unknown[]; Failed: readonly Failed[] }> {
  const Successful: unknown[] = [];
  const Failed: Failed[] = [];
  for (const entry of entries)
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { code, status, message } = error;
      Failed.push({ Id: entry.Id, SenderFault: status < 500, Code: code, Message: message });
    }
  return { Successful, Failed };
}
