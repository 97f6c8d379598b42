import { createHmac, randomBytes } from 'node:crypto';

export type HookSettings = Readonly<{
  url: string;
  secret: string;
}>;

export type DeliverOptions = Readonly<{
  /** `bad` = signed with a secret that nobody has; `none` = without the two signature headers. */
  signature?: 'good' | 'bad' | 'none';
  /** How old the signed timestamp is; negative = in the future. */
  ageSeconds?: number;
  contentType?: string;
}>;

export type HookResult = Readonly<{
  /** Null = there was no answer (timeout, no connection). */
  status: number | null;
  headers: Readonly<Record<string, string>>;
  body: string;
  ms: number;
}>;

/** RT's own request waits for the answer; the scrip gives up after so long. */
const timeoutMs = 5_000;

/** Hex of HMAC-SHA256 over `<timestamp>.<body>`. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Sends signed bodies as the scrips do: once, with a short wait. What is lost then stays lost. */
export class HookSender {
  readonly #now: () => Date;
  readonly #stopped = new AbortController();
  #settings: HookSettings | null = null;

  constructor(now: () => Date) {
    this.#now = now;
  }

  configure(settings: HookSettings | null): void {
    this.#settings = settings;
  }

  get isConfigured(): boolean {
    return this.#settings !== null;
  }

  /** Ends what is under way: it counts as unanswered. */
  stop(): void {
    this.#stopped.abort();
  }

  /** Never rejects. Throws where no address is set. */
  async deliver(body: string, options: DeliverOptions = {}): Promise<HookResult> {
    const settings = this.#settings;
    if (settings === null) throw new Error('the stand-in has no hook to deliver to');
    const startedAt = performance.now();
    const ms = () => Math.round(performance.now() - startedAt);
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(settings.url, {
        method: 'POST',
        headers: this.#headersOf(settings, body, options),
        body,
        redirect: 'manual',
        signal: AbortSignal.any([timeout, this.#stopped.signal]),
      });
      const headers = Object.fromEntries(response.headers);
      return { status: response.status, headers, body: await response.text(), ms: ms() };
    } catch {
      return { status: null, headers: {}, body: '', ms: ms() };
    }
  }

  #headersOf(settings: HookSettings, body: string, options: DeliverOptions): Record<string, string> {
    const { signature = 'good', ageSeconds = 0, contentType = 'application/json' } = options;
    const plain = { 'content-type': contentType, 'user-agent': 'dragoman-rt/1' };
    if (signature === 'none') return plain;
    const timestamp = String(Math.floor(this.#now().getTime() / 1000) - ageSeconds);
    const secret = signature === 'bad' ? randomBytes(24).toString('hex') : settings.secret;
    return {
      ...plain,
      'x-dragoman-timestamp': timestamp,
      'x-dragoman-signature': `v1=${signatureOf(secret, timestamp, body)}`,
    };
  }
}
