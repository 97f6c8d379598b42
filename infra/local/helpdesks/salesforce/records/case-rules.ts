import { fieldsMissing, insufficientAccess } from '../errors.ts';
import type { Values } from '../metadata/model.ts';
import { type RuleContext, textIn, timestamp } from './context.ts';
import { looksLikeHtml } from './rich-text.ts';
import type { ObjectRules } from './rules.ts';

const firstCaseNumber = 1001;

/** What follows from the status and the contact. */
function derived({ org }: RuleContext, values: Values): Values {
  const status = textIn(values, 'Status') ?? '';
  const isClosed = org.schema.isClosedStatus(status);
  const contactId = textIn(values, 'ContactId');
  const contact = contactId === null ? null : org.store.get(contactId);
  const closedDate = textIn(values, 'ClosedDate') ?? timestamp(org.store.now());
  return {
    ...values,
    IsClosed: isClosed,
    ClosedDate: isClosed ? closedDate : null,
    ContactEmail: contact?.values.Email ?? null,
  };
}

/**
 * The header `Sforce-Auto-Assign` is true by default, and then the active assignment rule gives the case away:
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_autoassign.htm
 */
function assigned({ org, caller }: RuleContext, values: Values): Values {
  if (caller.api === null || !caller.autoAssign) return values;
  caller.report(
    'without Sforce-Auto-Assign: FALSE the assignment rule runs and may give the case to somebody else',
  );
  const owner = org.settings.assignmentRuleOwner;
  return owner === null ? values : { ...values, OwnerId: owner };
}

function beforeCaseInsert(context: RuleContext, values: Values): Values {
  const { store } = context.org;
  const number = firstCaseNumber + store.of('Case').length;
  const CaseNumber = String(number).padStart(8, '0');
  const OwnerId = values.OwnerId ?? context.caller.userId;
  return derived(context, assigned(context, { ...values, CaseNumber, OwnerId }));
}

function beforeCaseUpdate(context: RuleContext, before: Values, changes: Values): Values {
  return derived(context, assigned(context, { ...before, ...changes }));
}

function beforeCommentInsert({ caller }: RuleContext, values: Values): Values {
  const body = textIn(values, 'CommentBody');
  if (body === null) throw fieldsMissing(['CommentBody']);
  if (looksLikeHtml(body)) caller.report('a case comment shows HTML tags as they are written');
  if (values.IsNotificationSelected === true)
    caller.report('IsNotificationSelected mails nobody without the EmailHeader of SOAP');
  return { ...values, IsNotificationSelected: false };
}

function beforeCommentUpdate({ caller }: RuleContext, before: Values, changes: Values): Values {
  const others = Object.keys(changes).filter((name) => name !== 'IsPublished');
  if (others.length > 0 && !caller.access.may('modifyAll', 'Case'))
    throw insufficientAccess('only IsPublished of a case comment can be updated');
  return { ...before, ...changes };
}

function beforeCommentDelete({ caller }: RuleContext): void {
  if (!caller.access.may('modifyAll', 'Case')) throw insufficientAccess();
}

/** A comment shows in the case's feed as a post of its own. */
function afterCommentInsert({ system }: RuleContext, comment: Values): void {
  system.insert('FeedItem', {
    ParentId: comment.ParentId ?? null,
    Type: 'CaseCommentPost',
    Body: comment.CommentBody ?? null,
    Visibility: comment.IsPublished === true ? 'AllUsers' : 'InternalUsers',
    RelatedRecordId: comment.Id ?? null,
    CreatedById: comment.CreatedById ?? null,
  });
}

/** What hangs on a case goes with it. Apex triggers are not told of that. */
function afterCaseDelete({ org, system }: RuleContext, { Id }: Values): void {
  for (const object of ['EmailMessage', 'CaseComment', 'FeedItem']) {
    const children = org.store.of(object).filter(({ ParentId, IsDeleted }) => ParentId === Id && !IsDeleted);
    for (const child of children) system.delete(String(child.Id));
  }
}

export const caseRules: Readonly<Record<string, ObjectRules>> = {
  Case: { beforeInsert: beforeCaseInsert, beforeUpdate: beforeCaseUpdate, afterDelete: afterCaseDelete },
  CaseComment: {
    beforeInsert: beforeCommentInsert,
    beforeUpdate: beforeCommentUpdate,
    beforeDelete: beforeCommentDelete,
    afterInsert: afterCommentInsert,
  },
};
