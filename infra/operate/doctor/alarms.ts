import { type CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { type Finding, fine, trouble } from '../../../connectors/set-up.ts';
import { physicalName } from '../../names.ts';
import { runbookIn, runbookSectionOf } from '../../runbooks.ts';
import { type Deployment, physicalIds } from '../deployment.ts';
import { makeAgain } from './gone.ts';
import { look } from './look.ts';

type Place = Readonly<{ stage: string; region: string }>;

/** What is read of an alarm. */
export type AlarmState = Readonly<
  Pick<
    MetricAlarm,
    'AlarmName' | 'AlarmDescription' | 'ActionsEnabled' | 'StateValue' | 'StateTransitionedTimestamp'
  >
>;

async function alarmsWith(prefix: string, client: CloudWatchClient): Promise<readonly AlarmState[]> {
  const alarms: AlarmState[] = [];
  for await (const page of paginateDescribeAlarms({ client }, { AlarmNamePrefix: prefix }))
    alarms.push(...(page.MetricAlarms ?? []));
  return alarms;
}

/** Which alarms of the stack ring just now, and whether each may tell of it. */
export function alarmFindings(
  deployment: Deployment,
  client: CloudWatchClient,
  place: Place,
): Promise<readonly Finding[]> {
  return look(
    { check: 'alarms.state', what: 'the alarms', action: 'cloudwatch:DescribeAlarms' },
    () => alarmsWith(physicalName(place.stage, ''), client),
    (found) => judgeAlarms(physicalIds(deployment, 'AWS::CloudWatch::Alarm'), found, place),
  );
}

/**
 * Judges the stack's alarms. One without enough data to judge by is well.
 * @param own names of the stack's alarms
 * @param found alarms whose names begin like theirs: those of a stage `prod-2` do so for `prod`
 */
export function judgeAlarms(
  own: readonly string[],
  found: readonly AlarmState[],
  place: Place,
): readonly Finding[] {
  const byName = new Map(found.map((alarm) => [alarm.AlarmName ?? '', alarm]));
  const troubles = own.flatMap((name) => {
    const alarm = byName.get(name);
    if (alarm === undefined) return [gone(name, place)];
    return alarm.StateValue === 'ALARM' ? [ringing(name, alarm, place)] : [];
  });
  const muted = own.filter((name) => byName.get(name)?.ActionsEnabled === false);
  if (muted.length > 0) troubles.push(disabled(muted, place));
  if (troubles.length > 0) return troubles;
  return [fine('alarms.state', `None of the ${own.length} alarms is ringing, and all of them may.`)];
}

function ringing(name: string, alarm: AlarmState, { stage }: Place): Finding {
  const since = alarm.StateTransitionedTimestamp?.toISOString();
  const section = runbookSectionOf(name.slice(physicalName(stage, '').length));
  const runbook = runbookIn(alarm.AlarmDescription ?? '');
  // An alarm that names doctor as its command is explained by what else is found.
  const command = runbook?.command.startsWith('npm run doctor ') ? undefined : runbook?.command;
  return trouble('alarms.state', section?.stake === 'money' ? 'warning' : 'error', {
    what: `The alarm ${name} is ringing${since === undefined ? '' : ` since ${since}`}.`,
    meaning:
      runbook === null
        ? 'Its description in CloudWatch says what it means.'
        : `${runbook.meaning} ${runbook.impact}`,
    mend: [
      `docs/operating.md, "${section?.title ?? 'Runbooks'}".`,
      ...(runbook === null ? [] : [`Look first: ${runbook.firstLook}`]),
      ...(command === undefined ? [] : [`Command: ${command}`]),
    ].join(' '),
  });
}

function gone(name: string, { stage }: Place): Finding {
  return trouble('alarms.exists', 'warning', {
    what: `The alarm ${name} is gone.`,
    meaning: 'Nobody is told of what it watched.',
    mend: makeAgain(stage),
  });
}

function disabled(names: readonly string[], { region }: Place): Finding {
  const [only, ...others] = names;
  const subject = others.length === 0 ? `The alarm ${only} is` : `The alarms ${names.join(', ')} are`;
  return trouble('alarms.actions', 'warning', {
    what: `${subject} kept from mailing: actions are disabled.`,
    meaning: 'What they watch is told to nobody; only the CloudWatch console shows it.',
    mend: `aws cloudwatch enable-alarm-actions --alarm-names ${names.join(' ')} --region ${region}`,
  });
}
