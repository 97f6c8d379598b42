import type { StageSettings } from '../settings.ts';
import type { StageClients } from './clients.ts';
import type { Asker, Bar } from './terminal.ts';

/** What a command that changes something in a stage works with. */
export type OperatePorts = Readonly<{
  settings: StageSettings;
  clients: Omit<StageClients, 'stop'>;
  /** Null = nobody can be asked. */
  asker: Asker | null;
  bar: (steps: number, words: string) => Bar;
  write: (line?: string) => void;
  now: () => Date;
  /** Aborted = stop after the present message, wait no longer. */
  stop: AbortSignal;
}>;
