import { CommandError } from '../commands/shell.ts';

/** A part of the stage is not there. `missing`: `There is no queue dragoman-prod-enrich.fifo`. */
export const notDeployed = (missing: string, stage: string, cause: unknown): CommandError =>
  new CommandError(
    `${missing}: the stage "${stage}" is not deployed as its settings say, or the AWS ` +
      `credentials are of another account. "npm run deploy -- --stage ${stage}" deploys it.`,
    { cause },
  );
