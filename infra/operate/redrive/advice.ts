/** What to see to before a message is sent again, by the code it was parked with. */
const firsts: Readonly<Record<string, string>> = {
  unauthorised:
    'the helpdesk refused our credentials or a right: mend them first ("npm run doctor" names which)',
  'not-configured': 'the secret …/api has no value, or one of the wrong shape: set it first',
  'retries-exhausted': 'the helpdesk was down or throttled for hours: is it there again?',
  refused: 'the helpdesk refused what was sent: without a change there it will refuse it again',
  'unknown-account': 'the settings that are deployed do not have the account',
  'unknown-source': 'no account of the deployed settings has this partnerEventSources entry',
  unreadable: 'nobody can read it: only another version of Dragoman may',
  'bad-shape': 'the connector does not know its shape: only another version of Dragoman may',
  'account-mismatch': 'it names another account than the one it came in for',
  crashed: 'the function broke on it again and again: its log says why',
};

/** A sentence on what to see to first; null = the code is not one of ours. */
export const adviceOn = (reason: string): string | null => firsts[reason] ?? null;
