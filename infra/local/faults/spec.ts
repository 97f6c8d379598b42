/** Services that `<service>:latency:<ms>` and `<service>:down` take. `queue` = SQS, both calls to it and deliveries from it. */
const slowableTargets = ['translate', 'comprehend', 'lex', 'helpdesk', 'events', 'queue'] as const;
export type SlowableTarget = (typeof slowableTargets)[number];

/** AWS services that `<service>:throttle:<n>` takes. */
const throttledTargets = [
  'translate',
  'comprehend',
  'lex',
  'events',
  'queue',
  'dynamodb',
  'secretsmanager',
] as const;
export type ThrottledTarget = (typeof throttledTargets)[number];

/** One fault. `times` = it happens to the first so many occasions, then no more. */
export type Fault =
  | Readonly<{ kind: 'latency'; target: SlowableTarget; ms: number }>
  | Readonly<{ kind: 'down'; target: SlowableTarget }>
  | Readonly<{ kind: 'throttle'; target: ThrottledTarget; times: number }>
  | Readonly<{ kind: 'helpdesk-429'; times: number }>
  | Readonly<{ kind: 'helpdesk-timeout-after-write'; times: number }>
  | Readonly<{ kind: 'crash-after-write'; functionName: string; times: number }>
  | Readonly<{ kind: 'webhook-duplicate' }>
  | Readonly<{ kind: 'event-drop'; times: number }>
  | Readonly<{ kind: 'event-duplicate'; times: number }>;

/** Every form there is, for error texts and `--help`. */
export const faultForms = [
  `<service>:latency:<ms>, service one of ${slowableTargets.join(', ')}`,
  `<service>:down, service one of ${slowableTargets.join(', ')}`,
  `<service>:throttle:<n>, service one of ${throttledTargets.join(', ')}`,
  'helpdesk:429:<n>',
  'helpdesk:timeout-after-write:<n>',
  'write-back:crash-after-write:<n>',
  'webhook:duplicate',
  'events:drop:<n>',
  'events:duplicate:<n>',
] as const;

/** A fault specification that nobody understands. Its text lists what is possible. */
export class FaultSpecError extends Error {
  override readonly name = 'FaultSpecError';
  constructor(spec: string) {
    super(`There is no fault "${spec}". Possible:\n${faultForms.map((form) => `  ${form}`).join('\n')}`);
  }
}

const isSlowable = (name: string): name is SlowableTarget =>
  slowableTargets.some((target) => target === name);
const isThrottled = (name: string): name is ThrottledTarget =>
  throttledTargets.some((target) => target === name);

/** Faults named by target and kind, with their count. */
const countedFaults: Readonly<Record<string, (times: number) => Fault>> = {
  'helpdesk:429': (times) => ({ kind: 'helpdesk-429', times }),
  'helpdesk:timeout-after-write': (times) => ({ kind: 'helpdesk-timeout-after-write', times }),
  'write-back:crash-after-write': (times) => ({
    kind: 'crash-after-write',
    functionName: 'write-back',
    times,
  }),
  'events:drop': (times) => ({ kind: 'event-drop', times }),
  'events:duplicate': (times) => ({ kind: 'event-duplicate', times }),
};

function countedFault(target: string, kind: string, count: number): Fault | null {
  if (kind === 'latency' && isSlowable(target)) return { kind, target, ms: count };
  if (kind === 'throttle' && isThrottled(target)) return { kind, target, times: count };
  return countedFaults[`${target}:${kind}`]?.(count) ?? null;
}

/** Reads one `--fault`, such as `translate:throttle:2`. Throws FaultSpecError. */
export function parseFault(spec: string): Fault {
  const [target = '', kind = '', count, ...rest] = spec.split(':');
  if (rest.length > 0) throw new FaultSpecError(spec);
  if (count === undefined) {
    if (kind === 'down' && isSlowable(target)) return { kind, target };
    if (spec === 'webhook:duplicate') return { kind: 'webhook-duplicate' };
    throw new FaultSpecError(spec);
  }
  const fault = /^[1-9]\d{0,6}$/.test(count) ? countedFault(target, kind, Number(count)) : null;
  if (!fault) throw new FaultSpecError(spec);
  return fault;
}
