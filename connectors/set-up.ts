import type { AccountSettings, AccountSettingsInput } from './account.ts';
import type { HttpSend } from './kit/http.ts';

/** How requests are sent outside of tests. */
export { fetchSend } from './kit/http.ts';
/** How findings are written. */
export { fine, trouble } from './kit/set-up/findings.ts';

/*
 * What a tool can have done to it, once, from an admin's machine: `npm run connect` and `npm run doctor`. No function imports
 * this: it stands in `connectors/<tool>/setup`, beside the code that deploys, and in the list `set-ups.ts`.
 */

/** How bad it is; `ok` was looked at and is well. Doctor's exit code follows from the worst. */
export type Severity = 'ok' | 'note' | 'warning' | 'error';

/** One thing that doctor looked at. No secret, address or customer text in any of it. */
export type Finding = Readonly<{
  /** Stable name of the check: `zendesk.webhook-active`. */
  check: string;
  severity: Severity;
  /** What was found, in one sentence. */
  what: string;
  /** What follows from it for agents and customers; null where severity is `ok`. */
  meaning: string | null;
  /** The command or the steps that mend it; null where nothing is to be done. */
  mend: string | null;
}>;

/** What is asked of the admin: by flag, by environment variable, or at a prompt. */
export type Question = Readonly<{
  /** `account` is the tool's own account id, in every tool. */
  key: string;
  /** Without `--`. */
  flag: string;
  prompt: string;
  /** Not shown while typed, never printed, never stored by the set-up identity. */
  secret: boolean;
  required: boolean;
  /** Name of the environment variable that answers it, if any. A secret is never taken by flag: flags stay in the shell's history. */
  environment: string | null;
  /** Whether a person at the terminal is asked, once the questions before have their answers; else it is left to flag and environment. */
  isAsked(given: Answers): boolean;
  /** Whether taking everything away needs it, too. */
  forRemoval: boolean;
  /** Null = fine; else what was expected. */
  problem(answer: string): string | null;
}>;
export type Answers = Readonly<Record<string, string>>;

export type SetUpDeps = Readonly<{ send: HttpSend; now: () => Date; wait: (ms: number) => Promise<void> }>;

/** `signal`: ends the waiting early. */
export type TryOutDeps = SetUpDeps & Readonly<{ signal: AbortSignal }>;

/** What of our own side is known when a helpdesk is connected. */
export type OwnSide = Readonly<{
  stage: string;
  /** Null = the stack is not deployed yet, or without this account. */
  webhookUrl: string | null;
  /** The account as the settings have it already; null = not yet. */
  settings: AccountSettings | null;
  /** What the two secrets hold; null = no value yet. */
  secrets: Readonly<{ webhook: string | null; api: string | null }>;
  /** Names of all intents that the bot knows. */
  intents: readonly string[];
}>;

/** One line of the diff that the admin sees before anything changes. */
export type Change = Readonly<{
  /** Where it changes something: in the helpdesk, in a secret, in the settings file, in a file for a person to carry elsewhere. */
  place: 'helpdesk' | 'secret' | 'settings' | 'file';
  action: 'create' | 'update' | 'remove';
  /** `webhook "Dragoman"`, `drop-down field "Language (Dragoman)"`. */
  what: string;
  /** What it is to be, or before → after, one line each. Never a secret's value. */
  details: readonly string[];
}>;

/** What to do by hand, in order, because no API does it. */
export type Step = Readonly<{ title: string; instructions: string }>;

/** Where a change of the helpdesk is told of while a plan is applied. */
export type Progress = Readonly<{
  /** Told before a change is made. */
  begins(change: Change): void;
  /** Told after it. */
  done(change: Change): void;
  /** A new random secret: 64 hexadecimal digits. */
  newSecret(): string;
  /** Puts a value into one of the account's secrets at once, since a helpdesk may show it only once. */
  keepSecret(purpose: SecretPurpose, value: string): Promise<void>;
}>;
/** Which of an account's two secrets: what proves deliveries, or what lets us act. */
export type SecretPurpose = 'webhook' | 'api';

/** Everything that connecting would do. Nothing is changed until `apply`. */
export type Plan = Readonly<{
  /** What cannot be: the plan may then not be applied. Each says what was found and the next step. */
  refusals: readonly string[];
  changes: readonly Change[];
  /** What is as it should be already. */
  unchanged: readonly string[];
  /**
   * The account's entry as the settings will have it, with `idNotYetKnown` for what is not made yet: it is checked before anything
   * changes. Null = none is written.
   */
  entry: AccountSettingsInput | null;
  byHand: readonly Step[];
  /** Whether messages of customers come in only after the steps by hand, so that a test message has to wait for them. */
  waitsForSteps: boolean;
  /** Changes that are made only with a consent of their own, in the words of a question; null = there are none. */
  proposals: Readonly<{ question: string; changes: readonly Change[] }> | null;
  /**
   * Makes the changes of helpdesk and secrets in order, the proposals where `consent` is given. What was done before a
   * failure stays, so that a second run goes on there. Throws SetUpError.
   */
  apply(progress: Progress, consent: boolean): Promise<SetUpResult>;
}>;

/** Stands for the id of something that connecting has still to make. */
export const idNotYetKnown = '1';

export type SetUpResult = Readonly<{
  /** What goes into the settings; what is not named stays as it is there. Null = nothing (a removal takes the entry out). */
  settings: AccountSettingsInput | null;
  /** What was found out on the way and is left to do. */
  byHand: readonly Step[];
  /** Files for a person to carry elsewhere, which may hold secrets: written for their owner's eyes only. */
  files: readonly Readonly<{ path: string; content: string }>[];
}>;

/** The id that events and tables have of what a person has typed; else what was expected, as the rest of a sentence. */
export type TypedId = Readonly<
  /** `hint`: who or what is not found by this id, in a sentence; null = nothing. */
  { ok: true; id: string; hint: string | null } | { ok: false; expected: string }
>;

export type SetUp = Readonly<{
  /** As in the registry. */
  connector: string;
  toolName: string;
  /** For `--help`: how the command is called with all that has no default. */
  example: string;
  questions: readonly Question[];
  /** The id of a ticket as people write it, such as `#5158`. Pure. */
  ticketIdIn(text: string): TypedId;
  /** The id of a customer as people have it at hand; where the tool knows some by their address alone, an address will do. Pure. */
  customerIdIn(text: string, account: string): TypedId;
  /** Answers that the settings hold already. */
  answersFrom(settings: AccountSettings): Answers;
  /** Reads the helpdesk and says what connecting would change. Throws SetUpError. */
  plan(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan>;
  /** The same for taking everything away again that connecting made. Throws SetUpError. */
  planRemoval(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan>;
  /**
   * Writes a test message as a customer would and waits for its note; then the test ticket is deleted or closed. A finding of
   * severity `note` where nothing was written, with the reason. Called once settings, secrets and webhook are there. Throws
   * SetUpError.
   */
  tryOut(answers: Answers, own: OwnSide, deps: TryOutDeps): Promise<Finding>;
  /**
   * Looks at the helpdesk with the runtime's credentials, and with the admin's where `answers` are given: what those would
   * see is a finding of severity `note` otherwise. Never throws for what the helpdesk answers.
   */
  examine(answers: Answers | null, own: OwnSide, deps: SetUpDeps): Promise<readonly Finding[]>;
}>;

/** Connecting cannot go on; the message is one sentence with the next step, and holds no secret. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
}
