import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Ends each text on the wire: a blank that makes every program of the pipeline finish its sentence, then NUL. */
const flush = '[][\n]\0';
/** Notices a chain that hangs. A busy machine needs long for the dictionaries, which are read before the first answer. */
const answerTimeoutMs = 60_000;
const exitTimeoutMs = 1_000;
/** Characters with a meaning in Apertium's stream format. */
const reserved = /[\\[\]{}^$/@<>]/gu;

export function escapeStream(text: string): string {
  return text.replaceAll(reserved, '\\$&').replaceAll('\0', '');
}

export function unescapeStream(text: string): string {
  return text.replaceAll(/\\(.)/gsu, '$1');
}

/**
 * The shell command of a mode file, changed to run for ever: each program flushes at NUL (`-z`), the generator marks words it
 * does not know (`-g` for `$1`), the tagger takes no option (`$2`).
 */
export function flushingCommand(mode: string): string {
  return mode
    .trim()
    .split('|')
    .map((program) => program.trim().replace(/^\S+/u, '$& -z'))
    .join(' | ')
    .replaceAll('$1', '-g')
    .replaceAll('$2', '');
}

/** A translation could not be had from a pipeline: it died, or did not answer in time. */
export class ApertiumError extends Error {
  override readonly name = 'ApertiumError';
}

type Waiting = Readonly<{ resolve: (answer: string) => void; reject: (error: Error) => void }>;

/** One language pair as a chain of processes that stays up and translates text after text, in order. */
export class ApertiumPipeline {
  readonly #modeFile: string;
  #process: ChildProcessWithoutNullStreams | null = null;
  #waiting: Waiting[] = [];
  #received = '';

  /** `modeFile`: path of `<pair>.mode`. The processes start with the first text. */
  constructor(modeFile: string) {
    this.#modeFile = modeFile;
  }

  /**
   * Translates a text in Apertium's stream format (see escapeStream). A pipeline that dies under it is started again once.
   * @throws ApertiumError
   */
  async translate(stream: string): Promise<string> {
    try {
      return await this.#ask(stream);
    } catch {
      return await this.#ask(stream);
    }
  }

  /** Ends the processes; a later text starts them again. */
  async stop(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    this.#process = null;
    const ended = new Promise<void>((resolve) => running.once('close', () => resolve()));
    running.stdin.end();
    const timer = setTimeout(() => killGroup(running), exitTimeoutMs);
    await ended;
    clearTimeout(timer);
  }

  #ask(stream: string): Promise<string> {
    const running = this.#process ?? this.#start();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#fail(running, `gave no answer within ${answerTimeoutMs} ms`),
        answerTimeoutMs,
      );
      this.#waiting.push({
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      running.stdin.write(stream + flush);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const command = flushingCommand(readFileSync(this.#modeFile, 'utf8'));
    // A group of its own, so that the whole chain can be ended by one signal.
    const started = spawn('bash', ['-c', command], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process = started;
    this.#received = '';
    started.stdout.setEncoding('utf8');
    started.stdout.on('data', (chunk: string) => this.#receive(chunk));
    started.stderr.resume();
    started.stdin.on('error', () => this.#fail(started, 'closed its input'));
    started.once('error', () => this.#fail(started, 'could not be started'));
    started.once('close', (code) => this.#fail(started, `ended with code ${code}`));
    return started;
  }

  #receive(chunk: string): void {
    const answers = (this.#received + chunk).split('\0');
    this.#received = answers.pop() ?? '';
    for (const answer of answers) this.#waiting.shift()?.resolve(answer.replace(/\[\]\[\n\]$/u, ''));
  }

  #fail(failed: ChildProcessWithoutNullStreams, what: string): void {
    if (this.#process !== failed && this.#process !== null) return;
    this.#process = null;
    killGroup(failed);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(new ApertiumError(`The pipeline ${this.#modeFile} ${what}.`));
  }
}

/** Ends the chain of processes that `leader` started. */
function killGroup(leader: ChildProcessWithoutNullStreams): void {
  if (leader.pid === undefined || leader.exitCode !== null) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch {
    // The group has ended by itself in the meantime.
  }
}
