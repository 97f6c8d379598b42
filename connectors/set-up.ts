import type { AccountSettings, AccountSettingsInput } from './account.ts';
import type { HttpSend } from './kit/http.ts';

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
  key: string;
  /** Without `--`. */
  flag: string;
  prompt: string;
  /** Not shown while typed, never printed, never stored by the set-up identity. */
  secret: boolean;
  required: boolean;
  /** Name of the environment variable that answers it, if any; secrets are better given so than by flag. */
  environment: string | null;
  /** Null = fine; else what was expected. */
  problem(answer: string): string | null;
}>;
export type Answers = Readonly<Record<string, string>>;

export type SetUpDeps = Readonly<{ send: HttpSend; now: () => Date; wait: (ms: number) => Promise<void> }>;

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
  /** BCP 47: what agents read, for an account that is new. */
  agentLanguage: string;
}>;

/** One line of the diff that the admin sees before anything changes. */
export type Change = Readonly<{
  /** Where it changes something: in the helpdesk, in a secret, in the settings file. */
  place: 'helpdesk' | 'secret' | 'settings';
  action: 'create' | 'update' | 'remove';
  /** `webhook "Dragoman"`, `drop-down field "Language (Dragoman)"`. */
  what: string;
  /** What it is to be, or before → after, one line each. Never a secret's value. */
  details: readonly string[];
}>;

/** What to do by hand, in order, because no API does it. */
export type Step = Readonly<{ title: string; instructions: string }>;

/** Everything that connecting would do. Nothing is changed until `apply`. */
export type Plan = Readonly<{
  /** What cannot be: the plan may then not be applied. Each says what was found and the next step. */
  refusals: readonly string[];
  changes: readonly Change[];
  /** What is as it should be already. */
  unchanged: readonly string[];
  byHand: readonly Step[];
  /** Applies the changes in the helpdesk in order, telling `onDone` after each; what was done before a failure stays, so that a second run goes on there. */
  apply(onDone: (change: Change) => void): Promise<SetUpResult>;
}>;

/** What goes into settings and Secrets Manager afterwards. Null = not known (yet), or stays as it is. */
export type SetUpResult = Readonly<{
  settings: AccountSettingsInput | null;
  webhookSecret: string | null;
  apiSecret: string | null;
  /** What runs next is the deployment, since the webhook's address is not known before. */
  needsDeployment: boolean;
}>;

export type SetUp = Readonly<{
  /** As in the registry. */
  connector: string;
  toolName: string;
  questions: readonly Question[];
  /** Reads the helpdesk and says what connecting would change. Throws SetUpError. */
  plan(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan>;
  /** The same for taking everything away again that connecting made. Throws SetUpError. */
  planRemoval(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan>;
  /**
   * Writes a test message as a customer would and waits for its note; then the test ticket is closed. Null = this tool's API
   * cannot write as a customer.
   */
  tryOut: ((answers: Answers, own: OwnSide, deps: SetUpDeps) => Promise<Finding>) | null;
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
