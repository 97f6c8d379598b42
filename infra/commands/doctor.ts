import timers from 'node:timers/promises';
import { styleText } from 'node:util';
import { Command } from 'commander';
import * as z from 'zod';
import { fetchSend } from '../../connectors/set-up.ts';
import { awsClients } from '../operate/aws-clients.ts';
import { examineStage } from '../operate/doctor/doctor.ts';
import { exitCodeOf } from '../operate/doctor/findings.ts';
import { type Colour, jsonReport, printReport } from '../operate/doctor/report.ts';
import {
  allowClosedPipe,
  CommandError,
  requireReachable,
  settingsFolderOption,
  stageOption,
  writeLine,
} from './shell.ts';

const options = z.object({
  stage: z.string(),
  settingsFolder: z.string(),
  verbose: z.boolean().default(false),
  json: z.boolean().default(false),
});

const afterHelp = `
It changes nothing. It looks at the settings, the AWS credentials, the deployed stack (bus, rules, queues, alarms and who hears
them, Lex bot, secrets) and each helpdesk, and says of all that is not well what follows from it and which command mends it.

A helpdesk is seen with the login that Dragoman itself has. What only an admin may see (on Zendesk: all triggers,
automations, views and SLA policies) is looked at, too, if the environment has an admin's login; the help of npm run
connect -- zendesk names the variables.

Exit code, by the worst that was found:
  0  nothing, or only notes
  1  warnings: it works, but not for ever or not for everybody
  2  errors: messages are lost, late or not translated
  3  doctor itself could not look: no AWS credentials, no network, or wrong arguments

Example:
  npm run doctor -- --stage prod --verbose`;

async function doctor({ stage, settingsFolder, verbose, json }: z.infer<typeof options>): Promise<void> {
  requireReachable(stage, process.env);
  const report = await examineStage(
    { stage, settingsFolder },
    {
      aws: (region) => awsClients({ region, maxAttempts: 2 }),
      helpdesk: { send: fetchSend, now: () => new Date(), wait: (ms) => timers.setTimeout(ms) },
      environment: process.env,
    },
  );
  // Colours only where they are seen: not in a file or pipe, and not with NO_COLOR.
  const paint = (colour: Colour, text: string) => styleText(colour, text, { stream: process.stdout });
  writeLine(json ? jsonReport(report) : printReport(report, { verbose, paint }));
  process.exitCode = exitCodeOf(report);
}

await new Command('npm run doctor --')
  .description('Says what is wrong with a stage, and how to mend it.')
  .addOption(stageOption())
  .option('--verbose', 'list what is well, too')
  .option('--json', 'print all findings as JSON')
  .addOption(settingsFolderOption())
  .addHelpText('after', afterHelp)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 3))
  .action(async (given: unknown) => {
    allowClosedPipe();
    try {
      await doctor(options.parse(given));
    } catch (error) {
      process.exitCode = 3;
      if (error instanceof CommandError) {
        process.stderr.write(`${error.message}\n`);
        return;
      }
      // A defect of ours, which keeps its stack. Node would end with 1, which here means warnings.
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    }
  })
  .parseAsync();
