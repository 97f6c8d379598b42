import { currentTraceHeader } from '../trace.ts';
import { ChangeEvents } from './publishing/change-events.ts';
import type { Channels } from './publishing/channels.ts';
import type { OutgoingEvent } from './publishing/outgoing.ts';
import { eventsOfChanges } from './publishing/triggers.ts';
import type { Caller, Org } from './records/context.ts';
import type { DoingOptions, OrgChange } from './stand-in-types.ts';

type Told = Readonly<{
  events: readonly OutgoingEvent[];
  changeEvents: readonly OutgoingEvent[];
  delivered: Promise<void>;
}>;

/** Makes writes final and tells everybody: the listeners in this process, and the stack by the ways that are set up. */
export class Broadcast {
  readonly #org: Org;
  readonly #channels: Channels;
  readonly #integrationUserId: string;
  readonly #changeEvents: ChangeEvents;
  readonly #listeners = new Set<(change: OrgChange) => void>();

  constructor(org: Org, channels: Channels, integrationUserId: string) {
    this.#org = org;
    this.#channels = channels;
    this.#integrationUserId = integrationUserId;
    this.#changeEvents = new ChangeEvents(org);
  }

  onChange(listener: (change: OrgChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Commits what was written since the last commit ("publish after commit"). */
  commit(caller: Caller, { deliver = true }: DoingOptions = {}): Told {
    const changes = this.#org.store.commit();
    if (changes.length === 0) return { events: [], changeEvents: [], delivered: Promise.resolve() };
    const events = eventsOfChanges(this.#org, caller, changes, this.#integrationUserId);
    const changeEvents = this.#changeEvents.ofChanges(caller, changes);
    const change = { actorId: caller.userId, changes, traceHeader: currentTraceHeader() };
    for (const listener of this.#listeners) listener(change);
    const delivered = deliver ? this.#channels.publish([...events, ...changeEvents]) : Promise.resolve();
    return { events, changeEvents, delivered };
  }
}
