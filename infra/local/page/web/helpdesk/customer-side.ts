import { helpdeskPaths } from '../../api.ts';
import { beginningOf } from '../format/words.ts';
import { call, mapResult, type Result } from './call.ts';
import { type Entry, entriesOfComments, type Staff } from './thread.ts';
import { commentsAnswer, requestAnswer, requestsAnswer } from './wire.ts';

export type Channel = 'email' | 'chat';

/** A conversation as the customer knows it. */
export type Conversation = Readonly<{
  id: string;
  channel: Channel;
  title: string;
  updatedAtMs: number;
  /** The agents' ticket of it; null = a chat that no agent has seen yet. */
  ticket: string | null;
}>;

export type FirstMessage = Readonly<{ subject: string; text: string }>;

/** What a customer's client offers, by one channel. */
export type CustomerSide = Readonly<{
  conversations(): Promise<Result<readonly Conversation[]>>;
  /** What the customer sees of it: never a note. */
  thread(conversation: string): Promise<Result<readonly Entry[]>>;
  /** Gives the ids of the new conversation and its ticket. */
  start(message: FirstMessage): Promise<Result<Pick<Conversation, 'id' | 'ticket'>>>;
  write(conversation: string, text: string): Promise<Result<null>>;
}>;

/** E-mail, by the API that the help centre's own pages use: a ticket is the customer's request, of the same id. */
export function emailSide(userId: string, staff: Staff): CustomerSide {
  const api = `${helpdeskPaths.customer(userId)}/api/v2`;
  return {
    async conversations() {
      const answer = await call({ path: `${api}/requests.json` }, requestsAnswer);
      return mapResult(answer, ({ requests }) =>
        // A chat's ticket is among the customer's requests, too.
        requests
          .filter(({ via }) => via.channel !== 'native_messaging')
          .map(({ id, subject, description, updated_at: updatedAtMs }) => ({
            ...{ id, title: beginningOf(subject || description), updatedAtMs },
            ...{ channel: 'email' as const, ticket: id },
          })),
      );
    },

    async thread(conversation) {
      const path = `${api}/requests/${conversation}/comments.json`;
      const answer = await call({ path }, commentsAnswer);
      return mapResult(answer, (comments) => entriesOfComments(comments, staff));
    },

    async start({ subject, text }) {
      const body = { request: { subject, comment: { body: text } } };
      const answer = await call({ method: 'POST', path: `${api}/requests.json`, body }, requestAnswer);
      return mapResult(answer, ({ request: { id } }) => ({ id, ticket: id }));
    },

    async write(conversation, text) {
      const path = `${api}/requests/${conversation}.json`;
      const body = { request: { comment: { body: text } } };
      return mapResult(await call({ method: 'PUT', path, body }, requestAnswer), () => null);
    },
  };
}
