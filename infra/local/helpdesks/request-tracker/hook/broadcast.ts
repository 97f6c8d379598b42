import { currentTraceHeader } from '../../trace.ts';
import type { Transaction } from '../model.ts';
import type { ChangeResult, ProgrammaticOptions, TicketChange } from '../stand-in-types.ts';
import type { Store } from '../store.ts';
import { canonicalJson, type HookBody, hookBodyOf } from './body.ts';
import type { DeliverOptions, HookResult, HookSender } from './sender.ts';

type BroadcastDeps = Readonly<{
  store: Store;
  sender: HookSender;
  /** Login that the hook is silent about. */
  silentFor: string;
  /** Names of the queues that have the scrips; null = all. */
  queues: readonly string[] | null;
  copies: (body: HookBody) => 0 | 1 | 2;
}>;

/** Tells of what has happened: to listeners on this machine, and by the hook. */
export class Broadcast {
  readonly #deps: BroadcastDeps;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #listeners = new Set<(change: TicketChange) => void>();

  constructor(deps: BroadcastDeps) {
    this.#deps = deps;
  }

  /** Resolves once no hook is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  onChange(listener: (change: TicketChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async deliver(body: object | string, options: DeliverOptions = {}): Promise<HookResult> {
    const bytes = typeof body === 'string' ? body : canonicalJson(body);
    const delivery = this.#deps.sender.deliver(bytes, options);
    this.#underWay.add(delivery);
    try {
      return await delivery;
    } finally {
      this.#underWay.delete(delivery);
    }
  }

  /** Null = the hook has nothing to say of it. Also of what it is silent about, so that a line can be played again. */
  bodyOf(transaction: Transaction): HookBody | null {
    return hookBodyOf(this.#deps.store, transaction);
  }

  /** `transactions`: of one ticket, in the order made. */
  committed(
    ticketId: number,
    transactions: readonly Transaction[],
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    if (transactions.length > 0) {
      const traceHeader = currentTraceHeader();
      for (const listener of this.#listeners) listener({ ticketId, transactions, traceHeader });
    }
    const hooks = transactions.flatMap((transaction) => {
      const body = this.bodyOf(transaction);
      return body !== null && this.#isTold(body) ? [body] : [];
    });
    const goesOut = options.deliver !== false && this.#deps.sender.isConfigured;
    return {
      ticketId,
      transactionId: transactions[0]?.id ?? null,
      hooks,
      delivered: goesOut ? this.#sendAll(hooks) : Promise.resolve([]),
    };
  }

  #isTold({ creator, queue }: HookBody): boolean {
    const { silentFor, queues } = this.#deps;
    return creator.toLowerCase() !== silentFor.toLowerCase() && (queues?.includes(queue) ?? true);
  }

  /** One after another: RT works on a batch in one process. */
  async #sendAll(hooks: readonly HookBody[]): Promise<readonly HookResult[]> {
    const results: HookResult[] = [];
    for (const body of hooks) {
      const copies = this.#deps.copies(body);
      for (let copy = 0; copy < copies; copy += 1) results.push(await this.deliver(body));
    }
    return results;
  }
}
