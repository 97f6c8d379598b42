import { type SetUp, SetUpError } from '../../set-up.ts';

const notYet = () =>
  Promise.reject(new SetUpError('Zendesk cannot be connected by command yet; the README says how by hand.'));

/** How Zendesk is connected. */
export const zendeskSetUp: SetUp = {
  connector: 'zendesk',
  toolName: 'Zendesk',
  example: '',
  questions: [],
  answersFrom: () => ({}),
  plan: notYet,
  planRemoval: notYet,
  tryOut: null,
  examine: () => Promise.resolve([]),
};
