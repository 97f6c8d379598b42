import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { LocalService } from './ports.ts';
import type { LexOptions } from './services/lex.ts';

/** What the services behind an engine are made from. */
export type ServiceContext = Readonly<{
  /** The bot that the template deploys. Throws TemplateError if it has none, or more than one alias. */
  lexBot(): LexOptions;
}>;

/** The stand-ins with an engine behind them, such as `createLanguageServices` gives. A missing one refuses every call. */
export type LanguageServices = Readonly<{
  translate?: LocalService;
  comprehend?: LocalService;
  lex?: LocalService;
  /** Called when the stack stops. */
  stop?(): Promise<void>;
}>;

export type LocalStackOptions = Readonly<{
  /** The CloudFormation template as a parsed object. */
  template: unknown;
  /** Holds `asset.<hash>/index.mjs` for each function. */
  assetsFolder: string;
  services(context: ServiceContext): LanguageServices | Promise<LanguageServices>;
  /** Of the stack in the template: a function's name in the journal is its physical name without `<stackName>-`. */
  stackName: string;
  /** Default: `us-east-1`. */
  region?: string;
  /** Twelve digits. Default: `000000000000`. */
  accountId?: string;
  /** Made by `parseFaults`; its `helpdesk` hook goes to the stand-in helpdesk. Default: no faults. */
  faults?: Faults;
  /** Queue delays, visibility timeouts and schedules pass this many times faster; functions' timeouts do not. Default: 1. */
  timeScale?: number;
  /** Default: a new one. */
  journal?: Journal;
}>;

export type QueueDepth = Readonly<{
  /** Logical id in the template. */
  queue: string;
  /** Messages that wait, are delayed or are being worked on. */
  messages: number;
}>;

export type LocalStack = Readonly<{
  /** Address of the HTTP API, without a slash at the end. */
  apiUrl: string;
  /** Where all AWS services of this stack are spoken to (`AWS_ENDPOINT_URL`), without a slash at the end. */
  endpointUrl: string;
  /** For tests and commands: may call everything. */
  admin: Readonly<{ accessKeyId: string; secretAccessKey: string }>;
  region: string;
  /** The template's outputs by their names, resolved. */
  outputs: Readonly<Record<string, string>>;
  journal: Journal;
  /** Gives a secret of the template (by name) its value, as a person would after the deployment. Throws if there is none of that name. */
  setSecret(name: string, value: string): void;
  queueDepths(): readonly QueueDepth[];
  /** Ends everything; no handle stays open. */
  stop(): Promise<void>;
}>;
