import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import type { Asker, Bar } from '../terminal.ts';
import type { Selection } from './select.ts';

export type RedriveOptions = Readonly<{
  selection: Selection;
  all: boolean;
  yes: boolean;
  dryRun: boolean;
  json: boolean;
  showText: boolean;
  discard: boolean;
}>;

export type RedrivePorts = Readonly<{
  settings: StageSettings;
  clients: Omit<StageClients, 'stop'>;
  /** Null = nobody can be asked. */
  asker: Asker | null;
  bar: (steps: number, words: string) => Bar;
  write: (line?: string) => void;
  now: () => Date;
  /** Aborted = stop after the present message. */
  stop: AbortSignal;
}>;
