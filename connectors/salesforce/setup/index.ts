import { type SetUp, SetUpError } from '../../set-up.ts';

const notYet = () =>
  Promise.reject(
    new SetUpError('Salesforce cannot be connected by command yet; the README says how by hand.'),
  );

/** How Salesforce is connected. */
export const salesforceSetUp: SetUp = {
  connector: 'salesforce',
  toolName: 'Salesforce',
  example: '',
  questions: [],
  answersFrom: () => ({}),
  plan: notYet,
  planRemoval: notYet,
  tryOut: null,
  examine: () => Promise.resolve([]),
};
