import process from 'node:process';

/** Exit code of a command that Ctrl-C has ended: 128 and the number of SIGINT. */
export const interruptedExitCode = 130;

/** Somebody has pressed Ctrl-C. The message says what is done and what is not. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Where Ctrl-C is heard, and what ends the process at once; others than the process only in tests. */
type Signals = Readonly<{
  on(name: 'SIGINT', listener: () => void): unknown;
  off(name: 'SIGINT', listener: () => void): unknown;
  exit(code: number): unknown;
}>;

/**
 * Runs work that changes something. Ctrl-C does not end it in the middle of a step: it aborts the signal, whose reason is an
 * InterruptedError, so that `signal.throwIfAborted()` before each step ends it there. A second Ctrl-C ends the process at once.
 */
export async function interruptible<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  signals: Signals = process,
): Promise<Value> {
  const controller = new AbortController();
  const heard = () => {
    if (controller.signal.aborted) signals.exit(interruptedExitCode);
    else controller.abort(new InterruptedError('Stopped.'));
  };
  signals.on('SIGINT', heard);
  try {
    return await work(controller.signal);
  } finally {
    signals.off('SIGINT', heard);
  }
}

/**
 * To be called after a wheel or bar of @clack/prompts has started. That reads the keyboard itself (raw mode) and ends the process
 * with 0 at Ctrl-C; without raw mode the terminal makes a SIGINT of it, which the wheel shows as cancelled and `interruptible` hears.
 */
export function leaveCtrlCToTheProcess(): void {
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
}
