import { ticketNumberIn } from '../../kit/set-up/typed-ids.ts';
import type { SetUp } from '../../set-up.ts';
import { examineZendesk } from './examine.ts';
import { planZendesk } from './plan.ts';
import { answersFrom, questions } from './questions.ts';
import { planZendeskRemoval } from './removal.ts';
import { tryOutZendesk } from './try-out.ts';
import { zendeskCustomerIn } from './typed-ids.ts';

/** How a Zendesk is connected. */
export const zendeskSetUp: SetUp = {
  connector: 'zendesk',
  toolName: 'Zendesk',
  example:
    '--subdomain acme --account 22129848 --admin-client-id setup --agent-language en --runtime-user dragoman@example.com',
  questions,
  ticketIdIn: ticketNumberIn,
  customerIdIn: zendeskCustomerIn,
  answersFrom,
  plan: planZendesk,
  planRemoval: planZendeskRemoval,
  tryOut: tryOutZendesk,
  examine: examineZendesk,
};
