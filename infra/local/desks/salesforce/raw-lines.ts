import { normalId, type SalesforceStandIn } from '../../helpdesks/salesforce/index.ts';
import type { PreparedLine } from '../desk.ts';
import { people } from './account.ts';
import { caseNamedIn, payloadOf, wordIn } from './body.ts';

const quietly = { deliver: false } as const;

type Told = Readonly<{
  caseId: string;
  recordId: string;
  kind: string;
  text: string;
  subject: string;
  authorId: string;
  address: string;
  isPublic: boolean;
}>;

function toldIn(payload: object, caseId: string): Told {
  const word = (field: string) => wordIn(payload, field);
  const isPublic = Object.entries(payload).some(([name, value]) => name === 'Is_Public__c' && value === true);
  return {
    caseId,
    isPublic,
    recordId: word('Record_Id__c') ?? caseId,
    kind: word('Kind__c') ?? 'message',
    text: word('Body__c') ?? '',
    subject: word('Subject__c') ?? '',
    authorId: word('Author_Id__c') ?? '',
    address: word('Author_Address__c') ?? 'customer@example.org',
  };
}

/** The user who wrote it: an agent, or a portal user for a contact. Both are made if they are not there. */
function authorOf(standIn: SalesforceStandIn, { authorId, address }: Told): string {
  const email = address;
  const isKnown = standIn.record(authorId) !== null;
  if (authorId.startsWith('003')) {
    if (!isKnown) standIn.addContact({ id: authorId, lastName: 'Customer', email });
    const username = `portal.${authorId.toLowerCase()}@example.org`;
    const user = standIn.records('User').find(({ ContactId }) => ContactId === authorId);
    if (user !== undefined) return String(user.Id);
    return standIn.setUser({ username, lastName: 'Customer', email, profile: 'portal', contactId: authorId });
  }
  if (isKnown || !authorId.startsWith('005')) return isKnown ? authorId : people.agent.id;
  const username = `${authorId.toLowerCase()}@example.com`;
  return standIn.setUser({ id: authorId, username, lastName: 'Agent', email: username, profile: 'agent' });
}

function openCase(standIn: SalesforceStandIn, told: Told, description: string | null): void {
  const isContact = told.authorId.startsWith('003');
  if (isContact) authorOf(standIn, told);
  standIn.openCase(
    {
      ...{ id: told.caseId, subject: told.subject, description, origin: 'Web', suppliedEmail: told.address },
      ...(isContact ? { contactId: told.authorId } : {}),
    },
    quietly,
  );
}

/** Makes the record that a message is told of, as far as it is not there. */
function makeMessage(standIn: SalesforceStandIn, told: Told): void {
  const { recordId: id, caseId, text, subject } = told;
  const isCaseThere = standIn.record(caseId) !== null;
  if (id.startsWith('02s')) {
    const place = isCaseThere ? { caseId } : { newCaseId: caseId };
    standIn.incomingEmail({ id, from: { address: told.address }, subject, text, ...place }, quietly);
    return;
  }
  if (!isCaseThere) openCase(standIn, told, id === caseId ? text : null);
  const by = authorOf(standIn, told);
  if (id.startsWith('00a')) standIn.comment(caseId, { id, by, text, public: told.isPublic }, quietly);
  if (id.startsWith('0D5'))
    standIn.post(caseId, { id, by, text, public: told.isPublic, rich: false }, quietly);
}

/** The change that a body tells of has happened in the case. */
function makeChange(standIn: SalesforceStandIn, told: Told, payload: object): void {
  if (standIn.record(told.caseId) === null) openCase(standIn, told, null);
  const name = wordIn(payload, 'Field_Name__c') ?? '';
  const value = wordIn(payload, 'Field_Value__c');
  if (standIn.record(told.caseId)?.[name] === undefined) return;
  standIn.setFields(told.caseId, authorOf(standIn, told), { [name]: value }, quietly);
}

/** Whatever the body names and the stand-in lacks is made, so that it can be read back and written to. */
export function prepareRaw(standIn: SalesforceStandIn, body: object): PreparedLine {
  const payload = payloadOf(body);
  const caseId = normalId(caseNamedIn(body) ?? '');
  if (payload === null || caseId === null)
    return { ticket: caseNamedIn(body), message: null, deliveries: [body] };
  const told = toldIn(payload, caseId);
  const { recordId, kind } = told;
  if (kind === 'field') makeChange(standIn, told, payload);
  if (kind === 'message' && standIn.record(recordId) === null) makeMessage(standIn, told);
  const message = recordId === caseId ? `first:${caseId}` : recordId;
  return { ticket: caseId, message: kind === 'message' ? message : null, deliveries: [body] };
}
