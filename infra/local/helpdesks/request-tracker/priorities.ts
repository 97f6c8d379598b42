/** RT's defaults for `%PriorityAsString`: what a number up to the next one is called. */
const labels = [
  { label: 'High', from: 100 },
  { label: 'Medium', from: 50 },
  { label: 'Low', from: 0 },
] as const;

/** The label that RT shows for a priority. */
export function priorityLabel(priority: number): string {
  return labels.find(({ from }) => priority >= from)?.label ?? 'unknown';
}

/** The number that a written priority means. A label that does not exist is 0, without a word. */
export function priorityOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  return labels.find(({ label }) => label === written)?.from ?? 0;
}

/** Whether RT takes it for what was meant. */
export function isPriority(written: string): boolean {
  return /^\d+$/.test(written) || labels.some(({ label }) => label === written);
}
