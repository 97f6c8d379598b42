/** Something a caller did that a real org would swallow or that leads into one of its traps. */
export type Violation = Readonly<{ method: string; path: string; what: string }>;

/** Collects violations, so that a test can insist on none. */
export class Violations {
  readonly #list: Violation[] = [];

  add(violation: Violation): void {
    this.#list.push(violation);
  }

  list(): readonly Violation[] {
    return [...this.#list];
  }
}
