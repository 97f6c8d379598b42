import type { DecodeProblem } from '../../connectors/contract.ts';

// Apart from the code that throws them, so that whoever only names an error does not bundle an AWS client.

/** The ledger's item is not of a shape that this version knows. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

/** The memory of a conversation could not be read, or not be changed against others who change it. */
export class MemoryError extends Error {
  override readonly name = 'MemoryError';
}

/** The event source mapping hands out records of a queue that the function's environment does not name. */
export class UnknownQueueError extends Error {
  override readonly name = 'UnknownQueueError';
}

/** What a partner's event bus brought cannot be read. The message names paths and expectations, never a value. */
export class PartnerEventError extends Error {
  override readonly name = 'PartnerEventError';
  constructor(problems: readonly DecodeProblem[]) {
    super(problems.map(({ path, expected }) => `${path || '(root)'}: expected ${expected}`).join('; '));
  }
}

export type PublishFailure = Readonly<{ eventId: string; code: string }>;

/** Some events are not on the bus. Those not named here are. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  readonly failures: readonly PublishFailure[];
  constructor(failures: readonly PublishFailure[], options?: ErrorOptions) {
    const named = failures.map(({ eventId, code }) => `${eventId} (${code})`).join(', ');
    super(`Not published: ${named}`, options);
    this.failures = failures;
  }
}
