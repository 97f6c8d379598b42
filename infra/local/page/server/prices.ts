import type { JournalEntry } from '../../journal.ts';

type ServiceCall = Extract<JournalEntry, { kind: 'service-call' }>;

/**
 * AWS's list prices for us-east-1 in dollars, without free tiers, as of November 2026; the README's "Price" works with the
 * same: https://aws.amazon.com/translate/pricing/, https://aws.amazon.com/comprehend/pricing/ (units of 100 characters, at
 * least 3 per text), https://aws.amazon.com/lex/pricing/ (text requests).
 */
const usd = {
  translateCharacter: 15 / 1_000_000,
  comprehendUnit: 0.0001,
  comprehendUnitCharacters: 100,
  lexRequest: 0.00075,
} as const;

/**
 * What a call costs. Null for what is not worth naming (the others come to 0.00004 per message), and where it was refused.
 * Comprehend's characters are billed ones: the local service has rounded them up to units already.
 */
export function costUsdOf({
  service,
  result,
  billedCharacters,
}: Pick<ServiceCall, 'service' | 'result' | 'billedCharacters'>): number | null {
  if (result !== 'ok') return null;
  switch (service) {
    case 'translate':
      return billedCharacters * usd.translateCharacter;
    case 'comprehend':
      return (billedCharacters / usd.comprehendUnitCharacters) * usd.comprehendUnit;
    case 'lex':
      return usd.lexRequest;
    case 'events':
    case 'sqs':
    case 'dynamodb':
    case 'secretsmanager':
      return null;
  }
}
