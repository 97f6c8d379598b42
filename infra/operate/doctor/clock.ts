import type { Finding } from '../../../connectors/set-up.ts';
import { ok, trouble } from './findings.ts';

/** AWS refuses a signature that is older; ingest takes no webhook that is from further in the future. */
const refusedMs = 5 * 60_000;
/** A clock that is kept right is right within a second; headers say whole seconds, and answers take some. */
const suspiciousMs = 60_000;

const secondsOf = (ms: number) => Math.round(Math.abs(ms) / 1_000);
const said = (ms: number) => `${secondsOf(ms)} s ${ms > 0 ? 'fast' : 'slow'}`;

/** This machine's clock by AWS's. */
export function ownClockFindings(here: Date, aws: Date | null): readonly Finding[] {
  if (aws === null) return [];
  const aheadMs = here.getTime() - aws.getTime();
  if (Math.abs(aheadMs) <= suspiciousMs) return [ok('aws.clock', "This machine's clock agrees with AWS's.")];
  return [
    trouble('aws.clock', 'warning', {
      what: `This machine's clock is ${said(aheadMs)} by AWS's.`,
      meaning: `Commands stop working at ${refusedMs / 60_000} minutes; the deployed functions have AWS's clock.`,
      mend: 'Set the clock (NTP).',
    }),
  ];
}

/** A helpdesk's clock by AWS's, which is the one that webhooks are judged by. */
export function helpdeskClockFindings(
  toolName: string,
  { helpdesk, aws }: Readonly<{ helpdesk: Date; aws: Date }>,
): readonly Finding[] {
  const aheadMs = helpdesk.getTime() - aws.getTime();
  if (Math.abs(aheadMs) <= suspiciousMs)
    return [ok('helpdesk.clock', `${toolName}'s clock agrees with AWS's.`)];
  return [
    trouble('helpdesk.clock', aheadMs > refusedMs ? 'error' : 'warning', {
      what: `${toolName}'s clock is ${said(aheadMs)} by AWS's.`,
      meaning:
        `A webhook from more than ${refusedMs / 60_000} minutes in the future is refused as forged, and the order of ` +
        'messages and commands is judged by these times.',
      mend: `Have the clock of the machine that ${toolName} runs on set (NTP).`,
    }),
  ];
}
