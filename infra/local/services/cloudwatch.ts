import * as z from 'zod/mini';
import { parseRequest, refuseUnknownOperation } from '../language/request.ts';
import { type LocalService, type ServiceCall, ServiceError } from '../ports.ts';

/** An alarm of the template. */
export type DeployedAlarm = Readonly<{
  name: string;
  arn: string;
  description: string | undefined;
  actionsEnabled: boolean;
}>;

export type CloudWatchOptions = Readonly<{
  alarms: readonly DeployedAlarm[];
  nowMs: () => number;
}>;

const stateValue = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

const alarmsRequest = z.object({
  AlarmNamePrefix: z._default(z.string(), ''),
  /** As many as CloudWatch gives unless told otherwise. */
  MaxRecords: z._default(z.int().check(z.minimum(1), z.maximum(100)), 50),
  NextToken: z._default(z.string().check(z.regex(/^\d+$/)), '0'),
});

const stateRequest = z.object({ AlarmName: z.string(), StateValue: stateValue, StateReason: z.string() });

type State = Readonly<{ value: z.infer<typeof stateValue>; reason: string; sinceMs: number }>;

/**
 * CloudWatch with the template's alarms. It measures nothing: all are OK until SetAlarmState says something else of one.
 * Spoken is JSON, as by the SDK; a client that prefers CBOR is not understood.
 */
export function cloudWatchService({ alarms, nowMs }: CloudWatchOptions): LocalService {
  const atFirst: State = { value: 'OK', reason: 'Nothing is measured here.', sinceMs: nowMs() };
  const states = new Map<string, State>();

  const describe = ({ name, arn, description, actionsEnabled }: DeployedAlarm) => {
    const { value, reason, sinceMs } = states.get(name) ?? atFirst;
    return {
      AlarmName: name,
      AlarmArn: arn,
      AlarmDescription: description,
      ActionsEnabled: actionsEnabled,
      StateValue: value,
      StateReason: reason,
      StateUpdatedTimestamp: sinceMs / 1_000,
      StateTransitionedTimestamp: sinceMs / 1_000,
    };
  };

  function describeAlarms(call: ServiceCall) {
    const { AlarmNamePrefix, MaxRecords, NextToken } = parseRequest(alarmsRequest, call.input);
    call.authorize('cloudwatch:DescribeAlarms', '*');
    const asked = alarms.filter(({ name }) => name.startsWith(AlarmNamePrefix));
    const end = Number(NextToken) + MaxRecords;
    return {
      MetricAlarms: asked.slice(Number(NextToken), end).map(describe),
      NextToken: end < asked.length ? String(end) : undefined,
    };
  }

  function setAlarmState(call: ServiceCall) {
    const { AlarmName, StateValue, StateReason } = parseRequest(stateRequest, call.input);
    const alarm = alarms.find(({ name }) => name === AlarmName);
    call.authorize('cloudwatch:SetAlarmState', alarm?.arn ?? '*');
    if (!alarm) throw new ServiceError('ResourceNotFound', 404, `There is no alarm ${AlarmName}.`);
    states.set(AlarmName, { value: StateValue, reason: StateReason, sinceMs: nowMs() });
    return {};
  }

  return {
    name: 'cloudwatch',
    async handle(call) {
      switch (call.operation) {
        case 'DescribeAlarms':
          return { output: describeAlarms(call) };
        case 'SetAlarmState':
          return { output: setAlarmState(call) };
        default:
          return refuseUnknownOperation('CloudWatch', call.operation);
      }
    },
  };
}
