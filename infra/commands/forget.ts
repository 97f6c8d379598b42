import timers from 'node:timers/promises';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { stageClients } from '../operate/clients.ts';
import { forget } from '../operate/forget/forget.ts';
import { askerAtTerminal, barOf } from '../operate/terminal.ts';
import { interruptible } from './interrupt.ts';
import { nonEmpty, runCommand, settingsFolderOption, settingsOf, stageOption, writeLine } from './shell.ts';

const options = z.object({
  stage: z.string(),
  settingsFolder: z.string(),
  connector: z.string(),
  account: z.string().optional(),
  ticket: z.string().optional(),
  customer: z.string().optional(),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
});

const examples = `
Examples:
  npm run forget -- --stage prod --connector zendesk --ticket 5158 --dry-run
  npm run forget -- --stage prod --connector zendesk --customer 8447388090494
  npm run forget -- --stage prod --connector salesforce --customer ana@example.com
  npm run forget -- --stage prod --connector request-tracker --account rt.example.com --ticket 12 --yes

It takes the way of a ticket that is deleted in the helpdesk, and looks afterwards whether anything is left
(infra/operate/README.md says what is held where). Exit: 0 forgotten, or nothing to do;
1 not all of it, or the answer was no; 130 stopped by Ctrl-C.`;

await new Command('npm run forget --')
  .description('Deletes what Dragoman holds of a ticket, or of a customer; the helpdesk keeps what it has.')
  .addOption(stageOption())
  .requiredOption('--connector <name>', 'which helpdesk: zendesk, salesforce, …')
  .option('--account <id>', 'which account of it, if the stage has several', nonEmpty)
  .option('--ticket <id>', 'this ticket: its number, on Salesforce the id of the case', nonEmpty)
  .addOption(
    new Option(
      '--customer <id>',
      'all tickets of this customer: the number of a Zendesk user, the id of a Salesforce contact or user, a login of ' +
        'Request Tracker; on the last two an e-mail address, too, for whom they know by it alone',
    )
      .argParser(nonEmpty)
      .conflicts('ticket'),
  )
  .option('--yes', 'without a question')
  .option('--dry-run', 'only say what is there')
  .addOption(settingsFolderOption())
  .addHelpText('after', examples)
  .action(async (given: unknown) => {
    const { stage, settingsFolder, connector, account, ticket, customer, yes, dryRun } = options.parse(given);
    await runCommand(async () => {
      const settings = settingsOf({ stage, settingsFolder });
      const clients = stageClients(settings.region);
      try {
        return await interruptible((stop) =>
          forget(
            { connector, account, ticket, customer, yes, dryRun },
            {
              ...{ settings, clients, stop, bar: barOf, write: writeLine },
              asker: askerAtTerminal(),
              now: () => new Date(),
              sleep: (ms) => timers.setTimeout(ms),
            },
          ),
        );
      } finally {
        clients.stop();
      }
    });
  })
  .parseAsync();
