import { timeOf, type User } from '../model.ts';
import type { Searchable } from '../query/json.ts';
import { holds } from '../rights.ts';
import type { Store } from '../store.ts';
import { forbidden, found, notFound } from './answers.ts';
import { foundByJson } from './json-search.ts';
import { listAnswer } from './paging.ts';
import type { ApiContext, ApiRequest, Route } from './routing.ts';
import { historyLink, type Linked, selfLink, uidOf } from './wire.ts';

/** What all staff sees of a user. */
const summaryOf = (user: User, baseUrl: string) => ({
  Name: user.name,
  RealName: user.realName,
  EmailAddress: user.email ?? '',
  Privileged: user.privileged ? 1 : 0,
  _hyperlinks: [selfLink(baseUrl, 'user', user.id)],
});

type Kind = 'RT::User' | 'RT::Queue';

const beginningOf = (store: Store, kind: Kind, id: number) =>
  store.sorted().find(({ objectType, objectId }) => objectType === kind && objectId === id);

/** A user or queue never changes here once it is there. */
function validators(store: Store, kind: Kind, id: number) {
  const first = beginningOf(store, kind, id);
  return { etag: `"${first?.id ?? 0}"`, 'last-modified': timeOf(first?.createdAt ?? null) };
}

function recordOf(store: Store, kind: Kind, id: number, baseUrl: string) {
  const created = timeOf(beginningOf(store, kind, id)?.createdAt ?? null);
  const system = uidOf(baseUrl, { kind: 'user', user: store.system });
  return { Created: created, Creator: system, LastUpdated: created, LastUpdatedBy: system };
}

/** Of somebody else's record RT says that it never changed. */
const unseen = { etag: `"${timeOf(null)}"`, 'last-modified': timeOf(null) };

function showUser({ user, params }: ApiRequest, { store, baseUrl }: ApiContext) {
  const [name = ''] = params;
  const shown = /^\d+$/.test(name) ? store.users.get(Number(name)) : store.userNamed(name);
  if (!user.privileged && shown?.id !== user.id) throw forbidden();
  if (shown === undefined) throw notFound();
  const summary = summaryOf(shown, baseUrl);
  if (shown.id !== user.id && !user.superUser) return found(summary, unseen);
  const answer = {
    ...summary,
    id: shown.id,
    ...(shown.lang === null ? {} : { Lang: shown.lang }),
    Disabled: '0',
    CustomFields: [],
    Memberships: [],
    ...recordOf(store, 'RT::User', shown.id, baseUrl),
    _hyperlinks: [...summary._hyperlinks, historyLink(baseUrl, 'user', shown.id)],
  };
  return found(answer, validators(store, 'RT::User', shown.id));
}

/** Staff without the right to administer users searches by what it sees of them. */
const searchableUser = (user: User): Searchable => ({
  Name: user.name,
  RealName: user.realName,
  EmailAddress: user.email ?? '',
});

function searchUsers(request: ApiRequest, context: ApiContext) {
  if (!request.user.privileged) throw forbidden();
  const all = [...context.store.users.values()].sort((one, other) =>
    one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1,
  );
  const wanted = foundByJson(all, request, searchableUser, { findsAll: true }) ?? all;
  const items = wanted.map((user): Linked => ({ kind: 'user', user }));
  return listAnswer({ items, maySee: () => true, isCounted: true }, request, context);
}

function showQueue({ user, params }: ApiRequest, { store, baseUrl }: ApiContext) {
  const [name = ''] = params;
  const queue = /^\d+$/.test(name) ? store.queueById(Number(name)) : store.queueNamed(name);
  // A queue that does not exist may not be seen either.
  if (queue === undefined || !holds(user, queue, 'SeeQueue')) throw forbidden();
  const fieldsOf = (of: 'ticket' | 'transaction') =>
    store.customFields
      .filter((field) => field.of === of && (field.queues?.includes(queue.name) ?? true))
      .filter(() => holds(user, queue, 'SeeCustomField'))
      .map((field) => ({
        ...uidOf(baseUrl, { kind: 'customfield', field }),
        ref: 'customfield',
        name: field.name,
      }));
  const answer = {
    id: queue.id,
    Name: queue.name,
    Description: queue.description,
    CorrespondAddress: queue.correspondAddress,
    CommentAddress: queue.commentAddress,
    ...{ Lifecycle: 'default', Disabled: '0', SLADisabled: '1', SortOrder: '0' },
    ...{ Cc: [], AdminCc: [], ...recordOf(store, 'RT::Queue', queue.id, baseUrl) },
    CustomFields: [],
    TicketCustomFields: fieldsOf('ticket'),
    TicketTransactionCustomFields: fieldsOf('transaction'),
    _hyperlinks: [
      selfLink(baseUrl, 'queue', queue.id),
      historyLink(baseUrl, 'queue', queue.id),
      ...(holds(user, queue, 'CreateTicket')
        ? [{ ref: 'create', type: 'ticket', _url: `${baseUrl}/ticket?Queue=${queue.id}` }]
        : []),
    ],
  };
  return found(answer, validators(store, 'RT::Queue', queue.id));
}

export const otherRoutes: readonly Route[] = [
  { pattern: /^\/users\/?$/, handle: { GET: searchUsers, POST: searchUsers } },
  { pattern: /^\/user\/([^/]+)\/?$/, handle: { GET: showUser } },
  { pattern: /^\/queue\/([^/]+)\/?$/, handle: { GET: showQueue } },
  {
    pattern: /^\/rt\/?$/,
    handle: { GET: ({ user }) => found({ Version: '5.0.3', ...(user.superUser ? { Plugins: [] } : {}) }) },
  },
];
