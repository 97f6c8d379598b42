import type { Value, Values } from '../metadata/model.ts';
import { fieldOf } from '../metadata/schema.ts';
import { textIn } from '../records/context.ts';
import { fieldValue } from '../records/values.ts';
import type { CaseInput, CommentInput, ContactInput, PostInput, ReplyInput } from '../stand-in-types.ts';
import { addFiles, checkCase, escapeHtml, type Hands, personOf } from './person.ts';

type Placed = Readonly<{ caseId: string; recordId: string }>;

export function addContact({ records, automatedUserId }: Hands, contact: ContactInput): string {
  const { id, firstName = null, lastName, email } = contact;
  const Name = [firstName, lastName].filter((part) => part !== null).join(' ');
  const values = { FirstName: firstName, LastName: lastName, Name, Email: email };
  return records.insertBySystem(personOf(automatedUserId), 'Contact', values, id);
}

/** A case from a web form, the portal, a telephone call or a chat. */
export function openCase(hands: Hands, input: CaseInput): Placed {
  const { records, org, automatedUserId } = hands;
  const values = {
    Origin: input.origin,
    Subject: input.subject,
    Description: input.description,
    ContactId: input.contactId ?? null,
    SuppliedEmail: input.suppliedEmail ?? null,
    SuppliedName: input.suppliedName ?? null,
    OwnerId: org.settings.defaultCaseOwner,
    ...(input.priority === undefined ? {} : { Priority: input.priority }),
    ...(input.status === undefined ? {} : { Status: input.status }),
  };
  const by = personOf(input.createdBy ?? automatedUserId);
  const caseId = records.insertBySystem(by, 'Case', values, input.id);
  return { caseId, recordId: caseId };
}

function postBody({
  text,
  html,
  rich = true,
}: Pick<PostInput, 'text' | 'html' | 'rich'>): Readonly<{ Body: string; IsRichText: boolean }> {
  if (html !== undefined) return { Body: html, IsRichText: true };
  if (!rich) return { Body: text, IsRichText: false };
  const paragraphs = text.split('\n').map((line) => `<p>${line === '' ? '&nbsp;' : escapeHtml(line)}</p>`);
  return { Body: paragraphs.join(''), IsRichText: true };
}

/** Somebody posts on the case. A post with files is one of type ContentPost. */
export function post(hands: Hands, caseId: string, input: PostInput): Placed {
  checkCase(hands, caseId);
  const caller = personOf(input.by);
  const versions = addFiles(hands, caller, caseId, input.files ?? []);
  const isOfPortal = hands.org.store.known(input.by).values.ContactId !== null;
  const values = {
    ParentId: caseId,
    Type: versions.length === 0 ? 'TextPost' : 'ContentPost',
    ...postBody(input),
    RelatedRecordId: versions[0] ?? null,
    Visibility: (input.public ?? isOfPortal) ? 'AllUsers' : 'InternalUsers',
  };
  const recordId = hands.records.insertBySystem(caller, 'FeedItem', values, input.id);
  for (const RecordId of versions.slice(1))
    hands.records.insertBySystem(caller, 'FeedAttachment', {
      FeedEntityId: recordId,
      RecordId,
      Type: 'Content',
    });
  return { caseId, recordId };
}

export function comment(hands: Hands, caseId: string, input: CommentInput): Placed {
  checkCase(hands, caseId);
  const values = { ParentId: caseId, CommentBody: input.text, IsPublished: input.public };
  const recordId = hands.records.insertBySystem(personOf(input.by), 'CaseComment', values, input.id);
  return { caseId, recordId };
}

/** Somebody replies below a post, who is seen by whoever sees the post. With a file it is of type ContentComment, and has one at most. */
export function replyToPost(hands: Hands, postId: string, input: ReplyInput): Placed {
  const caseId = textIn(hands.org.store.known(postId).values, 'ParentId') ?? '';
  const caller = personOf(input.by);
  const [file = null] = addFiles(hands, caller, caseId, input.file === undefined ? [] : [input.file]);
  const { Body: CommentBody, IsRichText } = postBody(input);
  const values = {
    FeedItemId: postId,
    ...{ CommentBody, IsRichText },
    CommentType: file === null ? 'TextComment' : 'ContentComment',
    RelatedRecordId: file,
  };
  return { caseId, recordId: hands.records.insertBySystem(caller, 'FeedComment', values, input.id) };
}

/** Somebody changes fields of the case by hand; the values must fit, as a page sees to. */
export function setFields(hands: Hands, caseId: string, by: string, values: Values): Placed {
  checkCase(hands, caseId);
  const caller = personOf(by);
  const object = hands.org.schema.knownObject('Case');
  const checked = Object.entries(values).map(([name, value]): [string, Value] => {
    const field = fieldOf(object, name);
    if (field === null) throw new Error(`a case has no field ${name}`);
    return [field.name, fieldValue(field, value, caller)];
  });
  hands.records.updateBySystem(caller, caseId, Object.fromEntries(checked));
  return { caseId, recordId: caseId };
}

export function deleteCase(hands: Hands, caseId: string, by: string): Placed {
  checkCase(hands, caseId);
  hands.records.deleteBySystem(personOf(by), caseId);
  return { caseId, recordId: caseId };
}

export function deleteRecord(hands: Hands, recordId: string, by: string): Placed {
  const caseId = textIn(hands.org.store.known(recordId).values, 'ParentId') ?? '';
  hands.records.deleteBySystem(personOf(by), recordId);
  return { caseId, recordId };
}

/** Merges one case into another: mails and comments move, the first goes into the Recycle Bin with the master's id. */
export function mergeCases(hands: Hands, fromId: string, intoId: string, by: string): Placed {
  checkCase(hands, fromId);
  checkCase(hands, intoId);
  const { store, schema } = hands.org;
  if (fieldOf(schema.knownObject('Case'), 'MasterRecordId') === null)
    throw new Error('this org merges no cases');
  for (const object of ['EmailMessage', 'CaseComment', 'FeedItem', 'FeedComment']) {
    for (const record of store.of(object).filter(({ ParentId }) => ParentId === fromId))
      store.update(String(record.Id), { ...record, ParentId: intoId });
  }
  hands.records.deleteBySystem(personOf(by), fromId, { MasterRecordId: intoId });
  return { caseId: fromId, recordId: fromId };
}
