import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import type { Asker, Bar } from '../terminal.ts';

export type ForgetOptions = Readonly<{
  connector: string;
  /** May be left out where the stage has one account of that helpdesk. */
  account: string | undefined;
  /** One of the two is given. */
  ticket: string | undefined;
  customer: string | undefined;
  yes: boolean;
  dryRun: boolean;
}>;

export type ForgetPorts = Readonly<{
  settings: StageSettings;
  clients: Omit<StageClients, 'stop'>;
  /** Null = nobody can be asked. */
  asker: Asker | null;
  bar: (steps: number, words: string) => Bar;
  write: (line?: string) => void;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** Aborted = wait no longer. */
  stop: AbortSignal;
}>;
