import { createHash } from 'node:crypto';
import type { Mailbox, SentMail } from './api/routing.ts';

/** Mails that left the org, how many may still, and the tokens that lead answers back to their case. */
export class Outbox implements Mailbox {
  readonly #sent: SentMail[] = [];
  readonly #tokens = new Map<string, string>();
  readonly limit: number;
  #left: number;

  constructor(limit: number) {
    this.limit = limit;
    this.#left = limit;
  }

  get left(): number {
    return this.#left;
  }

  send(mail: SentMail): void {
    this.#sent.push(mail);
  }

  takeSingleEmails(count: number): boolean {
    if (count > this.#left) return false;
    this.#left -= count;
    return true;
  }

  threadingTokenOf(caseId: string): string {
    const token = `thread::${createHash('sha256').update(caseId).digest('base64url').slice(0, 22)}::`;
    this.#tokens.set(token, caseId);
    return token;
  }

  /** The case whose token stands in one of the texts; null = none. */
  caseOfToken(...texts: readonly string[]): string | null {
    const found = texts.flatMap((text) => text.match(/thread::[\w-]+::/g) ?? []);
    return found.map((token) => this.#tokens.get(token)).find((id) => id !== undefined) ?? null;
  }

  sentOf(caseId: string): readonly SentMail[] {
    return this.#sent.filter((mail) => mail.caseId === caseId);
  }
}
