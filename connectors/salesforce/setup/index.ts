import type { SetUp } from '../../set-up.ts';
import { examineSalesforce } from './examine.ts';
import { planSalesforce, planSalesforceRemoval } from './plan.ts';
import { answersFrom, questions } from './questions.ts';
import { tryOutSalesforce } from './try-out.ts';
import { salesforceCustomerIn, salesforceTicketIn } from './typed-ids.ts';

/** How a Salesforce org is connected: package, user and app are an admin's, step by step; the rest is checked and done. */
export const salesforceSetUp: SetUp = {
  connector: 'salesforce',
  toolName: 'Salesforce',
  example: '--domain acme --account 00D000000000000AAA --agent-language en',
  questions,
  ticketIdIn: salesforceTicketIn,
  customerIdIn: salesforceCustomerIn,
  answersFrom,
  plan: planSalesforce,
  planRemoval: planSalesforceRemoval,
  tryOut: tryOutSalesforce,
  examine: examineSalesforce,
};
