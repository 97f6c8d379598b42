import { type Condition, QueryError } from './parse.ts';

/** Texts are compared without regard to case. */
export function compareText(value: string, { operator, value: wanted }: Condition): boolean {
  const [one, other] = [value.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case '=':
      return one === other;
    case '!=':
      return one !== other;
    case 'LIKE':
      return one.includes(other);
    case 'NOT LIKE':
      return !one.includes(other);
    case 'STARTSWITH':
      return one.startsWith(other);
    case 'NOT STARTSWITH':
      return !one.startsWith(other);
    case 'ENDSWITH':
      return one.endsWith(other);
    case 'NOT ENDSWITH':
      return !one.endsWith(other);
    case 'IS':
      return one === '';
    case 'IS NOT':
      return one !== '';
    default:
      return compareNumber(one < other ? -1 : Number(one > other), operator, 0);
  }
}

export function compareNumber(value: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '>':
      return value > wanted;
    case '<':
      return value < wanted;
    case '>=':
      return value >= wanted;
    case '<=':
      return value <= wanted;
    default:
      throw new QueryError(`Invalid operator ${operator}`);
  }
}

const dayMs = 86_400_000;

/** RT keeps whole seconds. A time without a zone is in UTC here; what is no time is 1970. */
export function compareDate(date: Date | null, { operator, value }: Condition): boolean {
  if (!['=', '>', '<', '>=', '<=', 'IS', 'IS NOT'].includes(operator)) {
    throw new QueryError(`Invalid Date Op: ${operator}`);
  }
  if (operator === 'IS') return date === null;
  if (operator === 'IS NOT') return date !== null;
  if (date === null) return false;
  const iso = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value.replace(' ', 'T');
  const parsed = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso}Z`);
  const wanted = Number.isNaN(parsed) ? 0 : parsed;
  const whole = Math.floor(date.getTime() / 1000) * 1000;
  if (operator !== '=') return compareNumber(whole, operator, wanted);
  return Math.floor(whole / dayMs) === Math.floor(wanted / dayMs);
}
