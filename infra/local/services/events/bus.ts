import { type Journal, traceIdOf } from '../../journal.ts';
import type { Queues } from '../../queues.ts';
import type { Deliveries } from './deliveries.ts';
import type { BusEvent } from './event.ts';
import { type RuleDefinition, requireDeliverable } from './rule.ts';

export type EventBusesOptions = Readonly<{
  /** Names of the buses that there are, besides `default`. */
  names: readonly string[];
  rules: readonly RuleDefinition[];
  queues: Queues;
  deliveries: Deliveries;
  journal: Journal;
}>;

/** The event buses of the stack with their rules. */
export class EventBuses {
  readonly #names: ReadonlySet<string>;
  readonly #rules: readonly RuleDefinition[];
  readonly #deliveries: Deliveries;
  readonly #journal: Journal;

  /** Throws RuleDefinitionError for rules that AWS could not deliver by. */
  constructor({ names, rules, queues, deliveries, journal }: EventBusesOptions) {
    for (const rule of rules) requireDeliverable(rule, queues);
    this.#names = new Set(['default', ...names]);
    this.#rules = rules;
    this.#deliveries = deliveries;
    this.#journal = journal;
  }

  /** Takes an event and starts its deliveries. An event for a bus that is not there is lost without an error, as in AWS. */
  put(busName: string, event: BusEvent, traceHeader: string | null): void {
    const traceId = traceIdOf(traceHeader);
    if (!this.#names.has(busName)) {
      const text = `${event['detail-type']} is lost: there is no event bus "${busName}" (AWS takes such events without an error)`;
      this.#journal.record({ kind: 'runner', text, traceId });
      return;
    }
    this.#journal.record({ kind: 'event', detailType: event['detail-type'], detail: event.detail, traceId });
    for (const rule of this.#rules)
      if (rule.enabled && rule.busName === busName && rule.matches?.(event))
        this.#deliveries.start(rule, event, traceHeader);
  }
}
