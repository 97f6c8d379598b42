import { insufficientAccess } from '../errors.ts';
import type { Values } from '../metadata/model.ts';
import { type RuleContext, textIn, timestamp } from './context.ts';
import type { ObjectRules } from './rules.ts';

export const mailStatus = {
  new: '0',
  read: '1',
  replied: '2',
  sent: '3',
  forwarded: '4',
  draft: '5',
} as const;

/** Fields of a mail that is no draft which may still change, beside custom ones. */
const openAfterSending = new Set(['IsExternallyVisible']);

function beforeMailInsert({ org, caller }: RuleContext, values: Values): Values {
  if (caller.api !== null && values.Incoming !== true && values.Status !== mailStatus.draft)
    caller.report('a row of EmailMessage is only a record: no mail goes out');
  const MessageDate = textIn(values, 'MessageDate') ?? timestamp(org.store.now());
  const RelatedToId = values.RelatedToId ?? values.ParentId ?? null;
  return { ...values, MessageDate, RelatedToId };
}

function isOpen(name: string, before: Values, changes: Values): boolean {
  if (openAfterSending.has(name) || name.endsWith('__c')) return true;
  // "You can change the status only from New to Read."
  return name === 'Status' && before.Status === mailStatus.new && changes.Status === mailStatus.read;
}

function beforeMailUpdate({ caller }: RuleContext, before: Values, changes: Values): Values {
  const closed = Object.keys(changes).filter((name) => !isOpen(name, before, changes));
  if (caller.api !== null && before.Status !== mailStatus.draft && closed.length > 0)
    throw insufficientAccess(`an e-mail that is no draft cannot be changed: ${closed.join(', ')}`);
  return { ...before, ...changes };
}

/** A mail shows in the case's feed as a post of its own. */
function afterMailInsert({ system }: RuleContext, mail: Values): void {
  if (textIn(mail, 'ParentId') === null || mail.Status === mailStatus.draft) return;
  const text = textIn(mail, 'TextBody');
  system.insert('FeedItem', {
    ParentId: mail.ParentId ?? null,
    Type: 'EmailMessageEvent',
    Body: text === null ? null : text.slice(0, 1_000),
    Visibility: mail.IsExternallyVisible === true ? 'AllUsers' : 'InternalUsers',
    RelatedRecordId: mail.Id ?? null,
    CreatedById: mail.CreatedById ?? null,
  });
}

export const mailRules: Readonly<Record<string, ObjectRules>> = {
  EmailMessage: {
    beforeInsert: beforeMailInsert,
    beforeUpdate: beforeMailUpdate,
    afterInsert: afterMailInsert,
  },
};
