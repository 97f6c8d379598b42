const secondMs = 1000;

/** A span as people say it: `840 ms`, `1.4 s`, `2 min 5 s`. */
export function formatSpan(ms: number): string {
  const whole = Math.round(ms);
  if (whole < secondMs) return `${whole} ms`;
  const tenths = Math.round(ms / 100) / 10;
  if (tenths < 60) return `${tenths} s`;
  const seconds = Math.round(ms / secondMs);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const fractions = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumSignificantDigits: 1,
  maximumSignificantDigits: 2,
});

/** `$0.00034`: a message costs fractions of a cent, so two digits that say something rather than two places. */
export function formatUsd(amount: number): string {
  if (amount === 0) return '$0';
  return amount < 0.01 ? fractions.format(amount) : cents.format(amount);
}

/** `1 call`, `3 calls`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
