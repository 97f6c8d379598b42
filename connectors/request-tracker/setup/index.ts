import { ticketNumberIn } from '../../kit/set-up/typed-ids.ts';
import type { SetUp } from '../../set-up.ts';
import { examineRequestTracker } from './examine.ts';
import { planRequestTracker, planRequestTrackerRemoval } from './plan.ts';
import { answersFrom, questions } from './questions.ts';
import { tryOutRequestTracker } from './try-out.ts';
import { requestTrackerCustomerIn } from './typed-ids.ts';

/** How a Request Tracker is connected: what its API does not do, is told step by step. */
export const requestTrackerSetUp: SetUp = {
  connector: 'request-tracker',
  toolName: 'Request Tracker',
  example: '--url https://rt.example.com --account example.com --agent-language en --queues Support',
  questions,
  ticketIdIn: ticketNumberIn,
  customerIdIn: requestTrackerCustomerIn,
  answersFrom,
  plan: planRequestTracker,
  planRemoval: planRequestTrackerRemoval,
  tryOut: tryOutRequestTracker,
  examine: examineRequestTracker,
};
