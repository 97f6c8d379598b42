import type { CustomField, QueueInput, Right, UserInput } from '../../helpdesks/request-tracker/index.ts';

/** `$rtname` of the stand-in, where nobody names another. */
export const defaultRtName = 'example.com';

/** Who is who in the stand-in account. */
export const people = {
  /** The user that Dragoman writes as. RT answers it in English, whatever the language of the machine. */
  dragoman: { id: 27, name: 'dragoman', email: null, realName: 'Dragoman', privileged: true, lang: 'en' },
  agent: { id: 31, name: 'marta', email: 'marta@example.com', realName: 'Marta Agent', privileged: true },
} as const satisfies Record<string, UserInput>;

/** What the connector's README has an admin grant to its user. */
const botRights: readonly Right[] = [
  'SeeQueue',
  'ShowTicket',
  'ShowTicketComments',
  'CommentOnTicket',
  'ReplyToTicket',
  'ModifyTicket',
  'SeeCustomField',
  'ModifyCustomField',
];

export const queue: QueueInput = {
  name: 'Support',
  description: 'Customers',
  correspondAddress: 'support@example.com',
  commentAddress: 'support-comment@example.com',
  grants: {
    Everyone: ['CreateTicket', 'ReplyToTicket'],
    [people.dragoman.name]: botRights,
    [people.agent.name]: [...botRights, 'CreateTicket', 'DeleteTicket', 'ShowOutgoingEmail'],
  },
};

/** The custom fields that agents can correct, by what a replay line calls them. */
export const correctableFields = {
  language: 'Dragoman Language',
  sentiment: 'Dragoman Sentiment',
  intent: 'Dragoman Intent',
} as const;
export const tagsField = 'Dragoman Tags';

const names = {
  ticket: [...Object.values(correctableFields), 'Dragoman Subject', tagsField],
  transaction: ['Dragoman Write Key', 'Dragoman Source'],
} as const;

export const customFields: readonly CustomField[] = (['ticket', 'transaction'] as const)
  .flatMap((of) => names[of].map((name) => ({ name, of })))
  .map(({ name, of }, index) => ({ id: index + 2, name, of, multiple: name === tagsField, queues: null }));
