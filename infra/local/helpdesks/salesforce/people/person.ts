import { systemAccess } from '../access.ts';
import type { Caller, Org } from '../records/context.ts';
import type { Records } from '../records/records.ts';
import type { FileInput } from '../stand-in-types.ts';

/** What people's doings work on. */
export type Hands = Readonly<{
  org: Org;
  records: Records;
  /** The user that Email-to-Case and Web-to-Case write as. */
  automatedUserId: string;
}>;

/** Somebody who works in the org by hand, or the org itself: no rights are asked. */
export function personOf(userId: string): Caller {
  return { userId, access: systemAccess, report: () => undefined, autoAssign: false, api: null };
}

/** The case that must exist and not be deleted: a caller of the programmatic API named it. */
export function checkCase({ org }: Hands, caseId: string): void {
  const { object, values } = org.store.known(caseId);
  if (object !== 'Case' || values.IsDeleted === true) throw new Error(`${caseId} is no case`);
}

/** Puts files on a record, as Salesforce Files. Gives the ids of their versions. */
export function addFiles(
  { records, org }: Hands,
  caller: Caller,
  recordId: string | null,
  files: readonly FileInput[],
): readonly string[] {
  return files.map(({ name, base64 }) => {
    const id = records.insertBySystem(caller, 'ContentVersion', {
      PathOnClient: name,
      Title: name,
      VersionData: base64,
    });
    const ContentDocumentId = org.store.known(id).values.ContentDocumentId ?? null;
    if (recordId !== null)
      records.insertBySystem(caller, 'ContentDocumentLink', { ContentDocumentId, LinkedEntityId: recordId });
    return id;
  });
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
