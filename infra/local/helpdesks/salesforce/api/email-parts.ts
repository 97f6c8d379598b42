import { ApiError } from '../errors.ts';
import { normalId } from '../ids.ts';
import { mediaTypeOf } from '../media-type.ts';
import { textIn } from '../records/context.ts';
import type { EmailInput } from './email-simple.ts';
import type { ApiContext, ApiRequest, SentMail } from './routing.ts';

export type ActionFailure = Readonly<{ statusCode: string; message: string; fields: readonly string[] }>;

const maxRecipients = 150;
const maxAddressBytes = 4_000;
const address = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

export function actionFailure(statusCode: string, message: string): ApiError {
  return new ApiError(400, statusCode, message);
}

function addressesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  const list = (typeof value === 'string' ? value.split(',') : value).map((one) => one.trim());
  if (Buffer.byteLength(list.join(',')) > maxAddressBytes)
    throw actionFailure('STRING_TOO_LONG', `addresses: at most ${maxAddressBytes} bytes`);
  const wrong = list.some((one) => !address.test(one));
  if (wrong) throw actionFailure('INVALID_EMAIL_ADDRESS', 'Email address is invalid');
  return list;
}

function addressOfRecipient(id: string | undefined, { org }: ApiContext): readonly string[] {
  if (id === undefined) return [];
  const record = org.store.get(normalId(id) ?? '');
  const email = record?.object === 'Contact' ? textIn(record.values, 'Email') : null;
  if (email === null)
    throw actionFailure('INVALID_ID_FIELD', 'recipientId is no contact with an e-mail address');
  return [email];
}

/** Everybody whom the mail goes to. Throws if that is nobody, or too many. */
export function recipientsOf(input: EmailInput, context: ApiContext): Pick<SentMail, 'to' | 'cc' | 'bcc'> {
  const named = addressesOf(input.recipientAddresses);
  const person = addressOfRecipient(input.recipientId, context);
  const to = [...named, ...person.filter((one) => !named.includes(one))];
  const cc = addressesOf(input.ccAddresses);
  const bcc = addressesOf(input.bccAddresses);
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw actionFailure('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.');
  if (count > maxRecipients) throw actionFailure('LIMIT_EXCEEDED', `at most ${maxRecipients} recipients`);
  return { to, cc, bcc };
}

/** From whom the mail comes. An address of the organisation must be one that the admin has verified. */
export function senderOf(
  input: EmailInput,
  { caller }: ApiRequest,
  { org }: ApiContext,
): Pick<SentMail, 'senderAddress' | 'senderName'> {
  if (input.senderType === 'OrgWideEmailAddress') {
    const known = org.store.of('OrgWideEmailAddress').find(({ Address }) => Address === input.senderAddress);
    if (known === undefined)
      throw actionFailure('INVALID_EMAIL_ADDRESS', 'senderAddress is no organization-wide email address');
    return { senderAddress: String(known.Address), senderName: String(known.DisplayName) };
  }
  const { values } = org.store.known(caller.userId);
  return { senderAddress: textIn(values, 'Email') ?? '', senderName: textIn(values, 'Name') ?? '' };
}

function fileOf(
  id: string,
  { caller }: ApiRequest,
  { records, org }: ApiContext,
): SentMail['attachments'][number] {
  const object = org.schema.objectOfId(id);
  const isFile = object?.name === 'ContentVersion' || object?.name === 'Attachment';
  if (object === null || !isFile)
    throw actionFailure('INVALID_ID_FIELD', `${id} is no file that can be attached`);
  const values = records.get(caller, object, id);
  const data = textIn(values, object.name === 'Attachment' ? 'Body' : 'VersionData') ?? '';
  const name = textIn(values, object.name === 'Attachment' ? 'Name' : 'PathOnClient') ?? '';
  return {
    name,
    contentType: textIn(values, 'ContentType') ?? mediaTypeOf(name),
    bytes: new Uint8Array(Buffer.from(data, 'base64')),
  };
}

/** The files that go with the mail: ContentVersions or Attachments. */
export function attachmentsOf(
  input: EmailInput,
  request: ApiRequest,
  context: ApiContext,
): SentMail['attachments'] {
  const listed = (input.attachmentId ?? '').split(',').map((id) => id.trim());
  const ids = [...listed, ...(input.attachmentIdCollection ?? [])].filter((id) => id !== '');
  return ids.map((id) => fileOf(normalId(id) ?? id, request, context));
}
