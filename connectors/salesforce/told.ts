import type { CompleteMessage } from '../../events/message-received.v1.ts';
import type { AuthorType } from './vocabulary.ts';

/** A case, as an event or a query tells of it. Salesforce's own words. */
export type CaseTold = Readonly<{
  subject: string | null;
  status: string | null;
  priority: string | null;
  origin: string | null;
  contact: string | null;
  /** The address that opened it, by mail or form. */
  suppliedEmail: string | null;
  /** As Salesforce writes it: `pt_BR`. */
  locale: string | null;
  /** A queue or a user. */
  owner: string | null;
  recordType: string | null;
}>;

/** Who wrote, as far as Salesforce knows. */
export type AuthorTold = Readonly<{
  type: AuthorType;
  /** A user or a contact; null = neither is known, or of `staff`: from an address that the org sends from. */
  id: string | null;
  /** Of an incoming e-mail. */
  address: string | null;
  /** Whose credentials made it, where another one's; null = the author's, or not known. */
  actor: string | null;
}>;

/** One message of a case, whether an event told of it or a query did: both become the same in our words. */
export type Told = Readonly<{
  /** The EmailMessage, CaseComment, FeedItem or FeedComment; for a case's own description the case. */
  record: string;
  ticket: string;
  occurredAt: string;
  author: AuthorTold;
  /** Whether the customer can read it. */
  isPublic: boolean;
  isFirst: boolean;
  /** Null = to be read back. */
  text: string | null;
  html: string | null;
  attachmentCount: number | null;
  /** How this very message came in. */
  channel: string | null;
  machineMade: CompleteMessage['machineMade'];
  case: CaseTold;
}>;

/** Whether it is a case's own description, which has no record of its own. */
export const isDescription = ({ record, ticket }: Pick<Told, 'record' | 'ticket'>): boolean =>
  record === ticket;
