import * as z from 'zod';
import { ApiError, jsonParserError, methodNotAllowed } from '../errors.ts';
import { normalId } from '../ids.ts';
import { mailStatus } from '../records/mail-rules.ts';
import { looksLikeHtml } from '../records/rich-text.ts';
import { type ActionFailure, actionFailure, attachmentsOf, recipientsOf, senderOf } from './email-parts.ts';
import type { ApiAnswer, ApiContext, ApiRequest, SentMail } from './routing.ts';

/**
 * Inputs of API version 65 and later; older ones had other names:
 * https://developer.salesforce.com/docs/atlas.en-us.262.0.api_action.meta/api_action/actions_obj_email_simple.htm
 */
const addresses = z.union([z.string(), z.array(z.string())]).optional();
const emailInput = z.strictObject({
  recipientAddresses: addresses,
  ccAddresses: addresses,
  bccAddresses: addresses,
  recipientId: z.string().optional(),
  relatedRecordId: z.string().optional(),
  emailSubject: z.string(),
  emailBody: z.string(),
  sendRichBody: z.boolean().default(false),
  useLineBreaks: z.boolean().optional(),
  senderType: z.enum(['CurrentUser', 'DefaultWorkflowUser', 'OrgWideEmailAddress']).default('CurrentUser'),
  senderAddress: z.string().optional(),
  logEmailOnSend: z.boolean().default(false),
  addThreadingTokenToBody: z.boolean().default(false),
  addThreadingTokenToSubject: z.boolean().default(false),
  attachmentId: z.string().optional(),
  attachmentIdCollection: z.array(z.string()).optional(),
});
export type EmailInput = z.infer<typeof emailInput>;

const actionBody = z.strictObject({ inputs: z.array(z.unknown()).min(1) });

const actionResult = (errors: readonly ActionFailure[] | null) => ({
  actionName: 'emailSimple',
  errors,
  invocationId: null,
  isSuccess: errors === null,
  outcome: null,
  outputValues: null,
  sortOrder: -1,
  version: 1,
});

function withToken(input: EmailInput, token: string | null): Readonly<{ subject: string; body: string }> {
  const { emailSubject, emailBody, sendRichBody } = input;
  const subject =
    token !== null && input.addThreadingTokenToSubject ? `${emailSubject} [ ${token} ]` : emailSubject;
  if (token === null || !input.addThreadingTokenToBody) return { subject, body: emailBody };
  return { subject, body: sendRichBody ? `${emailBody}<br><br>${token}` : `${emailBody}\n\n${token}` };
}

function relatedCase(input: EmailInput, { org }: ApiContext): string | null {
  if (input.relatedRecordId === undefined) return null;
  const id = normalId(input.relatedRecordId);
  const record = id === null ? null : org.store.get(id);
  if (record === null || record.values.IsDeleted === true)
    throw actionFailure('INVALID_ID_FIELD', 'relatedRecordId is not the id of a record');
  return record.object === 'Case' ? id : null;
}

function reportOddities(input: EmailInput, { caller }: ApiRequest): void {
  if (!input.sendRichBody && looksLikeHtml(input.emailBody))
    caller.report('without sendRichBody the customer sees HTML tags as they are written');
  if (!input.logEmailOnSend) caller.report('without logEmailOnSend the case does not show the mail');
  if (!input.addThreadingTokenToBody && !input.addThreadingTokenToSubject)
    caller.report('without a threading token an answer may open a new case');
}

function mailOf(
  input: EmailInput,
  request: ApiRequest,
  context: ApiContext,
): Omit<SentMail, 'emailMessageId'> {
  const caseId = relatedCase(input, context);
  const recipients = recipientsOf(input, context);
  const wantsToken = input.addThreadingTokenToBody || input.addThreadingTokenToSubject;
  const threadingToken = wantsToken && caseId !== null ? context.mailbox.threadingTokenOf(caseId) : null;
  const { subject, body } = withToken(input, threadingToken);
  return {
    caseId,
    ...senderOf(input, request, context),
    ...recipients,
    subject,
    html: input.sendRichBody ? body : null,
    text: input.sendRichBody ? null : body,
    threadingToken,
    messageIdentifier: `<${context.org.store.ids.next('0NM')}@sfdc.example.net>`,
    attachments: attachmentsOf(input, request, context),
  };
}

/** The row that `logEmailOnSend` leaves on the case. */
function logMail(mail: Omit<SentMail, 'emailMessageId'>, request: ApiRequest, context: ApiContext): string {
  const list = (some: readonly string[]) => (some.length === 0 ? null : some.join('; '));
  return context.records.insertBySystem({ ...request.caller, api: null }, 'EmailMessage', {
    ParentId: mail.caseId,
    Incoming: false,
    Status: mailStatus.sent,
    Subject: mail.subject,
    HtmlBody: mail.html,
    TextBody: mail.text ?? mail.html?.replace(/<[^>]*>/g, ' ').trim() ?? null,
    FromAddress: mail.senderAddress,
    FromName: mail.senderName,
    FromId: request.caller.userId,
    ToAddress: list(mail.to),
    CcAddress: list(mail.cc),
    BccAddress: list(mail.bcc),
    MessageIdentifier: mail.messageIdentifier,
    HasAttachment: mail.attachments.length > 0,
  });
}

function sendOne(value: unknown, request: ApiRequest, context: ApiContext): void {
  const parsed = emailInput.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw actionFailure('INVALID_API_INPUT', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const input = parsed.data;
  if (!request.caller.access.has('EmailSingle'))
    throw actionFailure('INSUFFICIENT_ACCESS_OR_READONLY', 'the user may not send e-mail');
  if (input.logEmailOnSend && input.recipientId === undefined && input.relatedRecordId === undefined)
    throw actionFailure('MISSING_ARGUMENT', 'logEmailOnSend needs recipientId or relatedRecordId');
  reportOddities(input, request);
  const mail = mailOf(input, request, context);
  const count = mail.to.length + mail.cc.length + mail.bcc.length;
  if (!context.mailbox.takeSingleEmails(count))
    throw actionFailure('LIMIT_EXCEEDED', 'The daily limit for single emails is reached');
  const emailMessageId = input.logEmailOnSend ? logMail(mail, request, context) : null;
  context.mailbox.send({ ...mail, emailMessageId });
}

/** `POST /actions/standard/emailSimple`: mails that really go out. */
export function answerEmailSimple(request: ApiRequest, context: ApiContext): ApiAnswer {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'HEAD,GET,POST');
  const parsed = actionBody.safeParse(request.body);
  if (!parsed.success) throw jsonParserError('inputs: expected a list of at least one');
  const results = parsed.data.inputs.map((input) => {
    try {
      sendOne(input, request, context);
      return actionResult(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { errorCode, message } = error.failure;
      return actionResult([{ statusCode: errorCode, message, fields: [] }]);
    }
  });
  return { status: results.every(({ isSuccess }) => isSuccess) ? 200 : 400, body: results };
}
