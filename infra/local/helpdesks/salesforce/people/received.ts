import type { SentMail } from '../api/routing.ts';
import type { Outbox } from '../mailbox.ts';
import { mediaTypeOf } from '../media-type.ts';
import type { Values } from '../metadata/model.ts';
import { textIn } from '../records/context.ts';
import type { Received } from '../stand-in-types.ts';
import type { Store } from '../store.ts';

const nobody = { to: [], cc: [], subject: null, threadingToken: null, attachments: [] };

function mailReceived(store: Store, mail: SentMail): Received {
  const logged = mail.emailMessageId === null ? null : store.get(mail.emailMessageId);
  const { to, cc, subject, html, text, threadingToken, attachments } = mail;
  return {
    how: 'email',
    recordId: mail.emailMessageId,
    authorId: logged === null ? null : textIn(logged.values, 'CreatedById'),
    from: `${mail.senderName} <${mail.senderAddress}>`,
    ...{ to, cc, subject, html, text, threadingToken, attachments },
  };
}

function filesOf(store: Store, postId: string): Received['attachments'] {
  return store
    .of('FeedAttachment')
    .filter(({ FeedEntityId }) => FeedEntityId === postId)
    .flatMap(({ RecordId }) => {
      const file = store.get(String(RecordId))?.values;
      if (file === undefined) return [];
      const bytes = new Uint8Array(Buffer.from(String(file.VersionData ?? ''), 'base64'));
      const name = String(file.PathOnClient);
      return [{ name, contentType: mediaTypeOf(name), bytes }];
    });
}

function portalReceived(store: Store, record: Values, body: string, isHtml: boolean): Received {
  const authorId = textIn(record, 'CreatedById');
  const author = authorId === null ? null : store.get(authorId);
  return {
    ...nobody,
    how: 'portal',
    recordId: textIn(record, 'Id'),
    authorId,
    from: textIn(author?.values ?? {}, 'Name') ?? '',
    html: isHtml ? body : null,
    text: isHtml ? null : body,
    attachments: filesOf(store, String(record.Id)),
  };
}

/** A portal user's own words are not what the org sent. */
function isOfStaff(store: Store, record: Values): boolean {
  const author = store.get(String(record.CreatedById));
  return author?.values.ContactId === null;
}

/** What came to the customer of a case from the org: mails in their order, then what the portal shows, in its order. */
export function receivedByCustomer(store: Store, outbox: Outbox, caseId: string): readonly Received[] {
  const ofCase = (object: string) =>
    store.of(object).filter((record) => record.ParentId === caseId && record.IsDeleted !== true);
  const comments = ofCase('CaseComment')
    .filter((comment) => comment.IsPublished === true && isOfStaff(store, comment))
    .map((comment) => portalReceived(store, comment, String(comment.CommentBody), false));
  const posts = ofCase('FeedItem')
    .filter(
      ({ Type, Visibility }) => Visibility === 'AllUsers' && (Type === 'TextPost' || Type === 'ContentPost'),
    )
    .filter((post) => isOfStaff(store, post))
    .map((post) => portalReceived(store, post, String(post.Body ?? ''), post.IsRichText === true));
  const replies = ofCase('FeedComment')
    .filter(({ FeedItemId }) => store.get(String(FeedItemId))?.values.Visibility === 'AllUsers')
    .filter((reply) => isOfStaff(store, reply))
    .map((reply) => portalReceived(store, reply, String(reply.CommentBody ?? ''), reply.IsRichText === true));
  const mails = outbox.sentOf(caseId).map((mail) => mailReceived(store, mail));
  return [...mails, ...comments, ...posts, ...replies];
}
