import { usd } from '../../../prices.ts';
import type { JournalEntry } from '../../journal.ts';

type ServiceCall = Extract<JournalEntry, { kind: 'service-call' }>;

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
    case 'cloudformation':
    case 'cloudwatch':
    case 'sns':
    case 'sts':
    case 'lex-models':
    case 'organizations':
      return null;
  }
}
