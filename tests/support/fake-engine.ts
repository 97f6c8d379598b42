import type { Engine } from '../../functions/_shared/services/ports.ts';

/** An engine that answers by changing what it was sent, in no time. */
export const answering =
  (change: (wire: string, target: string) => string): Engine =>
  async ({ text, source, target }) => ({
    ok: true,
    value: { text: change(text, target), source, terms: [] },
    attempts: 1,
  });

/** The same, and everything that it was sent. */
export function recording(change: (wire: string, target: string) => string): {
  engine: Engine;
  sent: string[];
} {
  const sent: string[] = [];
  const engine = answering((wire, target) => {
    sent.push(wire);
    return change(wire, target);
  });
  return { engine, sent };
}
