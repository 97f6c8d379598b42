import type { ObjectType, Value, Values } from '../metadata/model.ts';
import { type Org, textIn } from '../records/context.ts';
import type { OutgoingEvent } from './outgoing.ts';

export const messageEventName = 'Dragoman_Message__e';

/** What the package's code says of one message, before it is cut to the event's fields. */
export type MessageFacts = Readonly<{
  kind: 'message' | 'field' | 'deleted';
  recordId: string;
  occurredAt: string;
  authorId: string | null;
  authorType: 'customer' | 'staff' | 'automation';
  authorAddress?: string | null;
  isPublic?: boolean;
  isFirst?: boolean;
  subject?: string | null;
  body?: string | null;
  /** Default true; false = the text is left to be read back. */
  isWhole?: boolean;
  channel?: 'email' | 'web' | 'portal' | 'feed';
  /** Left out = not known yet: files are attached after the message is saved. */
  attachmentCount?: number;
  machineMade?: string | null;
  fieldName?: string;
  fieldValue?: string | null;
}>;

/** The user of a contact, who says in which language the portal is read. */
function localeOf({ store }: Org, contactId: string | null): string | null {
  if (contactId === null) return null;
  const user = store.of('User').find(({ ContactId }) => ContactId === contactId);
  return user === undefined ? null : textIn(user, 'LanguageLocaleKey');
}

function caseFieldsOf(org: Org, caseRecord: Values, kind: MessageFacts['kind']): Values {
  const contactId = textIn(caseRecord, 'ContactId');
  return {
    Case_Id__c: textIn(caseRecord, 'Id'),
    Case_Origin__c: textIn(caseRecord, 'Origin'),
    Case_Status__c: textIn(caseRecord, 'Status'),
    Case_Priority__c: textIn(caseRecord, 'Priority'),
    Contact_Id__c: contactId,
    Case_Email__c: textIn(caseRecord, 'SuppliedEmail'),
    // Of corrections and deletions it is not looked up.
    Contact_Locale__c: kind === 'message' ? localeOf(org, contactId) : null,
    Owner_Id__c: textIn(caseRecord, 'OwnerId'),
    Record_Type_Id__c: textIn(caseRecord, 'RecordTypeId'),
  };
}

function messageFieldsOf(facts: MessageFacts): Values {
  return {
    Kind__c: facts.kind,
    Record_Id__c: facts.recordId,
    Occurred_At__c: facts.occurredAt,
    Author_Id__c: facts.authorId,
    Author_Type__c: facts.authorType,
    Author_Address__c: facts.authorAddress ?? null,
    Is_Public__c: facts.isPublic ?? false,
    Is_First__c: facts.isFirst ?? false,
    Subject__c: facts.subject ?? null,
    Body__c: facts.body ?? null,
    Channel__c: facts.channel ?? null,
    Attachment_Count__c: facts.attachmentCount ?? null,
    Machine_Made__c: facts.machineMade ?? null,
    Field_Name__c: facts.fieldName ?? null,
    Field_Value__c: facts.fieldValue ?? null,
  };
}

/** Each value cut to its field. Throws if the package has no such field: then its code could not set it either. */
function cutTo(event: ObjectType, values: Values): Readonly<{ fitting: Values; isWhole: boolean }> {
  let isWhole = true;
  const fitting = Object.entries(values).map(([name, value]): [string, Value] => {
    const field = event.fields.find((one) => one.name === name);
    if (field === undefined) throw new Error(`the package's event ${event.name} has no field ${name}`);
    if (typeof value !== 'string' || field.maxCharacters === null || value.length <= field.maxCharacters)
      return [name, value];
    if (name === 'Body__c') isWhole = false;
    return [name, value.slice(0, field.maxCharacters)];
  });
  return { fitting: Object.fromEntries(fitting), isWhole };
}

/** The event that the package's code publishes. `publisher`: the user whose doing it is. */
export function messageEventOf(
  org: Org,
  caseRecord: Values,
  facts: MessageFacts,
  publisher: Readonly<{ userId: string; at: string }>,
): OutgoingEvent {
  const event = org.schema.event(messageEventName);
  if (event === null) throw new Error(`the package has no event ${messageEventName}`);
  const all = { ...messageFieldsOf(facts), ...caseFieldsOf(org, caseRecord, facts.kind) };
  const { fitting, isWhole } = cutTo(event, all);
  return {
    detailType: messageEventName,
    payload: {
      CreatedById: publisher.userId,
      CreatedDate: publisher.at,
      ...fitting,
      Is_Whole__c: isWhole && facts.isWhole !== false,
    },
  };
}
