import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { InterruptedError, interruptible } from '../../../../infra/commands/interrupt.ts';

/** A process on which Ctrl-C is pressed by hand. */
function aProcess() {
  const exits: number[] = [];
  const emitter = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
  return { emitter, exits, pressCtrlC: () => void emitter.emit('SIGINT') };
}

it('Ctrl-C lets the present step end and keeps the next one from beginning', async () => {
  const { emitter, exits, pressCtrlC } = aProcess();
  const steps: string[] = [];
  const work = interruptible(async (signal) => {
    for (const step of ['first', 'second']) {
      signal.throwIfAborted();
      pressCtrlC();
      await Promise.resolve();
      steps.push(step);
    }
  }, emitter);

  await expect(work).rejects.toThrow(InterruptedError);
  expect(steps).toEqual(['first']);
  expect(exits).toEqual([]);
});

it('a second Ctrl-C ends the process at once with 130', async () => {
  const { emitter, exits, pressCtrlC } = aProcess();
  await interruptible(async () => {
    pressCtrlC();
    pressCtrlC();
  }, emitter);

  expect(exits).toEqual([130]);
});

it('hears nothing any more when the work is over', async () => {
  const { emitter } = aProcess();
  const value = await interruptible(async () => 'value', emitter);

  expect(value).toBe('value');
  expect(emitter.listenerCount('SIGINT')).toBe(0);
});
