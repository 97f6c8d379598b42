import { fieldsMissing, insufficientAccess, invalidField } from '../errors.ts';
import type { Values } from '../metadata/model.ts';
import { type RuleContext, textIn } from './context.ts';
import { checkRichText, looksLikeHtml } from './rich-text.ts';
import type { ObjectRules } from './rules.ts';

/** Only these are made through the API; the others come about by themselves. */
const typesByApi = new Set(['TextPost', 'ContentPost', 'LinkPost']);

function checkBody(values: Values, bodyField: string, report: (what: string) => void): void {
  const body = textIn(values, bodyField);
  if (body === null) return;
  if (values.IsRichText === true) checkRichText(body, report);
  else if (looksLikeHtml(body)) report('a post that is no rich text shows HTML tags as they are written');
}

function isInternal({ org, caller }: RuleContext): boolean {
  const user = org.store.get(caller.userId);
  return user === null || user.values.ContactId === null;
}

function beforePostInsert(context: RuleContext, values: Values): Values {
  const { caller } = context;
  const Type = textIn(values, 'Type') ?? 'TextPost';
  if (caller.api !== null && !typesByApi.has(Type))
    caller.report(`posts of type ${Type} are made by Salesforce, not through the API`);
  if (Type === 'TextPost' && textIn(values, 'Body') === null) throw fieldsMissing(['Body']);
  if (Type === 'ContentPost' && textIn(values, 'RelatedRecordId') === null)
    throw fieldsMissing(['RelatedRecordId']);
  checkBody(values, 'Body', caller.report);
  const usual = isInternal(context) ? 'InternalUsers' : 'AllUsers';
  return { ...values, Type, Visibility: values.Visibility ?? usual, InsertedById: caller.userId };
}

function beforePostUpdate({ caller }: RuleContext, before: Values, changes: Values): Values {
  const isAuthor = before.InsertedById === caller.userId || before.CreatedById === caller.userId;
  if (!isAuthor && !caller.access.may('modifyAll', 'Case')) throw insufficientAccess();
  const after = { ...before, ...changes };
  checkBody(after, 'Body', caller.report);
  return after;
}

function beforePostDelete({ caller }: RuleContext, post: Values): void {
  const isOwn = post.CreatedById === caller.userId || post.InsertedById === caller.userId;
  if (!isOwn && !caller.access.may('modifyAll', 'Case') && !caller.access.has('ModerateChatter'))
    throw insufficientAccess();
}

/** A post with a file has one attachment from the start. */
function afterPostInsert({ system }: RuleContext, post: Values): void {
  if (post.Type !== 'ContentPost') return;
  system.insert('FeedAttachment', {
    FeedEntityId: post.Id ?? null,
    RecordId: post.RelatedRecordId ?? null,
    Type: 'Content',
  });
}

function beforeReplyInsert({ org, caller }: RuleContext, values: Values): Values {
  const post = org.store.known(textIn(values, 'FeedItemId') ?? '');
  if (textIn(values, 'CommentBody') === null) throw fieldsMissing(['CommentBody']);
  checkBody(values, 'CommentBody', caller.report);
  return {
    ...values,
    ParentId: post.values.ParentId ?? null,
    CommentType: values.CommentType ?? 'TextComment',
    InsertedById: caller.userId,
  };
}

/** A reply is its post's last change, too. */
function afterReplyInsert({ org, system }: RuleContext, reply: Values): void {
  const post = org.store.known(textIn(reply, 'FeedItemId') ?? '');
  const count = typeof post.values.CommentCount === 'number' ? post.values.CommentCount : 0;
  const at = reply.CreatedDate ?? null;
  const changed = { CommentCount: count + 1, LastModifiedDate: at, SystemModstamp: at };
  system.update(textIn(post.values, 'Id') ?? '', changed);
}

/** What stands below a post goes with it. */
function afterPostDelete({ org, system }: RuleContext, post: Values): void {
  for (const reply of org.store.of('FeedComment').filter(({ FeedItemId }) => FeedItemId === post.Id))
    system.delete(String(reply.Id));
}

function beforeAttachmentInsert(_: RuleContext, values: Values): Values {
  if (values.Type === null) throw fieldsMissing(['Type']);
  if (values.Type === 'Content' && values.RecordId === null)
    throw invalidField('RecordId is required for an attachment of type Content');
  return values;
}

export const feedRules: Readonly<Record<string, ObjectRules>> = {
  FeedItem: {
    beforeInsert: beforePostInsert,
    beforeUpdate: beforePostUpdate,
    beforeDelete: beforePostDelete,
    afterInsert: afterPostInsert,
    afterDelete: afterPostDelete,
  },
  FeedComment: {
    beforeInsert: beforeReplyInsert,
    beforeDelete: beforePostDelete,
    afterInsert: afterReplyInsert,
  },
  FeedAttachment: { beforeInsert: beforeAttachmentInsert },
};
