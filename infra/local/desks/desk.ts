import type { AccountSettings } from '../../../connectors/account.ts';
import type { IntentFile } from '../../intents.ts';
import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { PageConfig } from '../page/api.ts';
import type { Delivery, ReplayLine, WayIn } from '../replay/input.ts';
import type { ReplayWrite } from '../replay/output.ts';

/**
 * How long a desk waits for the answer to a webhook. The tools wait for 5 to 12 seconds and then, some of them, send it again: on a
 * busy machine that is no more than the start of a function, and of a delivery that is given up nobody can tell how it ended.
 */
export const deliveryTimeoutMs = 60_000;

/** What goes over the wire for one line: usually one delivery; two where the tool may tell of the same message twice. */
export type PreparedLine = Readonly<{
  ticket: string | null;
  /** The id under which the connector will know the message. */
  message: string | null;
  /** Opaque to whoever plays: they go to `deliver`, in this order. */
  deliveries: readonly (object | string)[];
}>;

/** One update of a ticket that was made through the tool's API, in the words of a replay's output. */
export type DeskWrites = Readonly<{
  /** Of the API request that did it; null = done by a person in the stand-in. */
  traceId: string | null;
  /** As in `PreparedLine`, so that messages that share a trace can be told apart; left out = the desk does not say. */
  ticket?: string;
  writes: readonly ReplayWrite[];
}>;

/** What the deployed stack offers a helpdesk as ways in. */
export type WaysIn = Readonly<{
  webhookUrl: string;
  /** Puts an event on the bus of a partner event source, as the partner would; gives the trace that it starts. Null = there is none. */
  partnerBus:
    | ((
        event: Readonly<{ source: string; detailType: string; detail: Readonly<Record<string, unknown>> }>,
      ) => Promise<string>)
    | null;
}>;

/** As whom a page speaks to the helpdesk. `messaging`: as what customers chat in. */
export type PageUser =
  | Readonly<{ kind: 'agent' }>
  | Readonly<{ kind: 'customer'; userId: string }>
  | Readonly<{ kind: 'messaging' }>;

/** What a page that shows the helpdesk needs beside the helpdesk's own HTTP API. */
export type DeskPage = Readonly<{
  config: NonNullable<PageConfig['helpdesk']>;
  /** The value of `Authorization`, renewed in time; null = there is no such customer. */
  authorizationOf(who: PageUser): Promise<string | null>;
}>;

/**
 * A stand-in helpdesk as demo, replay and tests drive it: an account that is set up as the connector's README tells an
 * admin to set up the real one. What it offers is in our words; whatever is the tool's own stays in its folder.
 */
export type Desk = Readonly<{
  /** The connector that speaks to it. */
  connector: string;
  /** As people call the tool: `Request Tracker`. */
  toolName: string;
  /** For a person who sends to the webhook by hand, after "deliveries must be signed": `as Zendesk signs them`. */
  howToSign: string;
  /** Which ways in the tool uses; the first one for a line that does not choose. */
  tellsBy: readonly [WayIn, ...WayIn[]];
  baseUrl: string;
  /** What is particular to this account in the settings. */
  settings: Pick<AccountSettings, 'account' | 'runtimeUserId' | 'vendor'> &
    Partial<Pick<AccountSettings, 'partnerEventSources'>>;
  /** Contents of the two secrets that a person would store after the deployment. */
  secrets: Readonly<{ webhook: string; api: string }>;
  /** Points the helpdesk at the deployed stack. Only called once that is known. */
  connect(ways: WaysIn): void | Promise<void>;
  /** The ticket that a raw body is about, as lines call it: those of one ticket are played one after another. Null = it names none. */
  ticketIn(body: object): string | null;
  /**
   * Does in the helpdesk what the line says, without telling the stack. Throws ReplayFileError for what this tool has not.
   * A raw line is one of this tool's, and `deliver.via` one of `tellsBy`: the player has seen to that.
   */
  prepare(line: ReplayLine): PreparedLine | Promise<PreparedLine>;
  /** Tells the stack, as the tool would. Gives the traces that were started; none = it did not come through. */
  deliver(delivery: object | string, how: Delivery): Promise<readonly string[]>;
  /** Calls `listener` for each update of a ticket; the answer stops that. */
  onWrites(listener: (writes: DeskWrites) => void): () => void;
  /** Left out: the page does not speak this tool's API. */
  page?: DeskPage;
  stop(): Promise<void>;
}>;

export type DeskOptions = Readonly<{
  /** Of the account; null = the one that `rawBodies` name, or else the tool's default one. */
  accountId: string | null;
  /** Bodies that will be played: they may come from a real account, and are refused by any other. Default: none. */
  rawBodies?: readonly object[];
  intents: readonly IntentFile[];
  faults: Faults;
  journal: Journal;
  /** Queues wait so many times faster, so the rate limits count as fast once they are set. */
  timeScale: number;
}>;

/** Starts one. */
export type OpenDesk = (options: DeskOptions) => Promise<Desk>;
