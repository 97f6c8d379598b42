import { type SetUp, SetUpError } from '../../set-up.ts';

const notYet = () =>
  Promise.reject(
    new SetUpError('Request Tracker cannot be connected by command yet; the README says how by hand.'),
  );

/** How Request Tracker is connected. */
export const requestTrackerSetUp: SetUp = {
  connector: 'request-tracker',
  toolName: 'Request Tracker',
  example: '',
  questions: [],
  answersFrom: () => ({}),
  plan: notYet,
  planRemoval: notYet,
  tryOut: null,
  examine: () => Promise.resolve([]),
};
