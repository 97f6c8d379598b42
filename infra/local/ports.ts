/** The AWS services that the local runner speaks for, by the names used in faults, journal and `replay`. */
export const serviceNames = [
  'translate',
  'comprehend',
  'lex',
  'events',
  'sqs',
  'dynamodb',
  'secretsmanager',
  // What a command asks of a deployment; no function calls these.
  'cloudformation',
  'cloudwatch',
  'sns',
  'sts',
  'lex-models',
  'organizations',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A service says no, the way the real one does: error name, HTTP status, extra members of the error body. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;
  constructor(
    code: string,
    status: number,
    message: string,
    members: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** One call that arrived on the wire, already attributed to its caller. */
export type ServiceCall = Readonly<{
  /** `TranslateText`, `RecognizeText`, `PutEvents`, … */
  operation: string;
  /** The parsed body; for REST services the path labels are merged in (`botId`, `sessionId`, …). Not validated yet. */
  input: unknown;
  /** X-Ray header of the call as sent (`Root=1-…;Parent=…;Sampled=…`); null = none. */
  traceHeader: string | null;
  /** Of the user or role that signed it. */
  callerArn: string;
  /** Throws ServiceError AccessDeniedException, naming action and resource, unless the caller's role allows it. */
  authorize(action: string, resourceArn: string): void;
}>;

/** `output` goes back over the wire in the service's protocol; the rest goes to the journal. */
export type ServiceAnswer = Readonly<{
  output: unknown;
  engine?: string;
  billedCharacters?: number;
}>;

/** A local stand-in for one service. Throws ServiceError for what the real one refuses. */
export type LocalService = Readonly<{
  name: ServiceName;
  handle(call: ServiceCall): Promise<ServiceAnswer>;
}>;

/** A translation engine behind the local Translate. `text` may hold spans marked translate="no" that it must keep. */
export type TranslateRequest = Readonly<{
  text: string;
  /** Translate's codes (`pt`, `zh-TW`), never `auto`: the service has resolved that already. */
  source: string;
  target: string;
  /** Translate's `Settings`, already narrowed to what the pair supports; an engine that cannot honour them ignores them. */
  settings?: Readonly<{ Formality?: 'FORMAL' | 'INFORMAL'; Profanity?: 'MASK'; Brevity?: 'ON' }>;
}>;
export type TranslateResult = Readonly<{
  text: string;
  /** Which engine made it: `phrasebook`, `pseudo`, `apertium`, `aws`, or a mix such as `phrasebook+pseudo`. */
  engine: string;
}>;
export type TranslateEngine = Readonly<{
  name: string;
  /** Null = this engine does not know the pair. */
  translate(request: TranslateRequest): Promise<TranslateResult | null>;
  stop(): Promise<void>;
}>;
