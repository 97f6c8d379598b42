import { Command } from 'commander';
import * as z from 'zod';
import { stageClients } from '../operate/clients.ts';
import { redrive } from '../operate/redrive/redrive.ts';
import { askerAtTerminal, barOf } from '../operate/terminal.ts';
import { interruptible } from './interrupt.ts';
import { nonEmpty, runCommand, settingsFolderOption, settingsOf, stageOption, writeLine } from './shell.ts';

const options = z.object({
  stage: z.string(),
  settingsFolder: z.string(),
  message: z.array(z.string()).optional(),
  queue: z.string().optional(),
  reason: z.string().optional(),
  connector: z.string().optional(),
  account: z.string().optional(),
  ticket: z.string().optional(),
  all: z.boolean().default(false),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
  showText: z.boolean().default(false),
  discard: z.boolean().default(false),
});

const examples = `
Examples:
  npm run redrive -- --stage prod                              list, then choose from the list
  npm run redrive -- --stage prod --reason unauthorised        once the credentials are mended
  npm run redrive -- --stage prod --ticket 5158 --dry-run      what it would send again
  npm run redrive -- --stage prod --message 1b9d6bcd --show-text
  npm run redrive -- --stage prod --all --yes --json           for a script

Whatever was done before it was parked is not done twice (infra/operate/README.md). Exit: 0 done, or nothing to do;
1 some or all could not be, none of what is parked is meant, or the answer was no; 130 stopped by Ctrl-C after the
present message.`;

const collected = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  nonEmpty(value),
];

await new Command('npm run redrive --')
  .description('Lists what could not be finished and waits in dead-letter queues, and sends it again.')
  .addOption(stageOption())
  .option('--message <id>', 'this one (as the list shows it); may be given several times', collected)
  .option('--queue <name>', 'those of one queue: enrich, reply, write-back-zendesk, …', nonEmpty)
  .option('--reason <code>', 'those parked for one reason', nonEmpty)
  .option('--connector <name>', 'those of one helpdesk', nonEmpty)
  .option('--account <id>', 'those of one account', nonEmpty)
  .option('--ticket <id>', 'those of one ticket: its number, on Salesforce the id of the case', nonEmpty)
  .option('--all', 'all of them')
  .option('--yes', 'without a question')
  .option('--dry-run', 'only say what would be done')
  .option('--json', 'the list as JSON, and what was done; without --yes nothing is done')
  .option('--show-text', 'print what is in the messages named by --message: customers’ words')
  .option('--discard', 'drop the messages named by --message for good instead of sending them again')
  .addOption(settingsFolderOption())
  .addHelpText('after', examples)
  .action(async (given: unknown) => {
    const { stage, settingsFolder, all, yes, dryRun, json, showText, discard, ...selection } =
      options.parse(given);
    await runCommand(async () => {
      const settings = settingsOf({ stage, settingsFolder });
      const clients = stageClients(settings.region);
      try {
        return await interruptible((stop) =>
          redrive(
            { selection, all, yes, dryRun, json, showText, discard },
            {
              ...{ settings, clients, stop, bar: barOf, write: writeLine },
              asker: askerAtTerminal(),
              now: () => new Date(),
            },
          ),
        );
      } finally {
        clients.stop();
      }
    });
  })
  .parseAsync();
