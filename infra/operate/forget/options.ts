import type { OperatePorts } from '../ports.ts';

export type ForgetOptions = Readonly<{
  connector: string;
  /** May be left out where the stage has one account of that helpdesk. */
  account: string | undefined;
  /** One of the two is given, as a person calls it. */
  ticket: string | undefined;
  customer: string | undefined;
  yes: boolean;
  dryRun: boolean;
}>;

export type ForgetPorts = OperatePorts & Readonly<{ sleep: (ms: number) => Promise<void> }>;
