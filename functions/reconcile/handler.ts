import type { Context } from 'aws-lambda';
import type { AccountSettings } from '../../connectors/account.ts';
import type { Interpretation, Place, ReadFailure, RefusedPart } from '../../connectors/contract.ts';
import type { Bus } from '../_shared/bus.ts';
import type { Helpdesks } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { ProblemIds, Runtime } from '../_shared/runtime.ts';
import { withTrace } from '../_shared/trace.ts';
import { type CatchUpPorts, catchUp, isCertain, type Run, type RunReport } from './catch-up.ts';
import type { CursorStore } from './cursor-store.ts';
import type { Found, KnownPorts } from './unknown-events.ts';

export type ReconcileDeps = KnownPorts &
  Readonly<{
    accounts: readonly AccountSettings[];
    helpdesks: Helpdesks;
    cursors: CursorStore;
    ledger: Pick<Ledger, 'complete'>;
    bus: Bus;
    runtime: Runtime;
    now: () => Date;
    graceSeconds: number;
    /** The invocation's own trace header: of the calls that look, not of what is found. */
    invocationTraceHeader: () => string | undefined;
    /** Begins a trace. */
    newTraceHeader: () => string;
    startTimer: (ms: number) => Readonly<{ fired: Promise<void>; stop: () => void }>;
  }>;

/**
 * Where an account begins that has never been looked at: as long as it takes between the storing of the credentials and the
 * first webhook. Whoever has just installed Dragoman does not expect notes on yesterday's conversations.
 */
const firstLookBackMs = 15 * 60_000;
/** What a page takes at most, and what is kept of a run for publishing what it held. */
const pageMs = 20_000;
const publishMs = 12_000;

type Clocked = Pick<Context, 'getRemainingTimeInMillis'>;

/** Makes the handler of the schedule. Accounts run side by side, none waits for another, and each has all of the time. */
export function createHandler(deps: ReconcileDeps) {
  return (_event: unknown, context: Clocked): Promise<void> =>
    withTrace(deps.invocationTraceHeader() ?? null, async () => {
      const run = runOf(context, deps);
      const runs = await Promise.allSettled(deps.accounts.map((account) => catchUpWith(account, run, deps)));
      const failed = runs.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    });
}

function runOf(context: Clocked, { now, graceSeconds, startTimer }: ReconcileDeps): Run {
  const nowMs = now().getTime();
  return {
    until: new Date(nowMs - graceSeconds * 1000),
    firstLookFrom: new Date(nowMs - firstLookBackMs),
    hasTimeForAnother: () => context.getRemainingTimeInMillis() > pageMs + publishMs,
    async inTime(work) {
      const timer = startTimer(Math.max(context.getRemainingTimeInMillis() - publishMs, 0));
      try {
        return await Promise.race([work, timer.fired.then(() => null)]);
      } finally {
        timer.stop();
      }
    },
  };
}

async function catchUpWith(settings: AccountSettings, run: Run, deps: ReconcileDeps): Promise<void> {
  const { connector, account } = settings;
  const ids = { connector, account };
  try {
    const helpdesk = deps.helpdesks(connector, account);
    if (helpdesk === null) return deps.runtime.logProblem({ code: 'unknown-account', level: 'error', ids });
    const report = await catchUp(settings, helpdesk.client, run, portsOf(ids, deps));
    tell(report, ids, deps);
  } catch (error) {
    deps.runtime.logProblem({ code: 'catch-up-failed', level: 'error', error, ids });
    throw error;
  }
}

type Account = Readonly<{ connector: string; account: string }>;

function portsOf(ids: Account, deps: ReconcileDeps): CatchUpPorts {
  const { lookup, traces, cursors, ledger, bus, runtime } = deps;
  return {
    ...{ lookup, traces, cursors },
    publish: (publication, found) =>
      withTrace(deps.newTraceHeader(), async () => {
        await bus.publish(publication);
        runtime.count(metricNames.received, 1, ids.connector);
        const code = isCertain(found) ? 'found-by-catch-up' : 'hint-by-catch-up';
        runtime.logProblem({ code, level: 'warn', ids: idsOf(found) });
      }),
    mark: (key, eventId) => ledger.complete(key, eventId),
    onUnusable: (error, meant) => {
      const place = placeOf(meant);
      const named = place === null ? ids : { ...ids, ticket: place.ticket, messageId: place.message };
      runtime.logProblem({ code: 'unusable-find', level: 'error', error, ids: named });
    },
  };
}

function idsOf({ first: { envelope } }: Found): ProblemIds {
  const { eventId, correlationId, connector, account, ticket, message: messageId } = envelope;
  return { eventId, correlationId, connector, account, ticket, messageId };
}

function placeOf(meant: Interpretation): Place | null {
  switch (meant.kind) {
    case 'message':
      return meant.message;
    case 'hint':
      return meant.hint;
    case 'command':
      return meant.command;
    case 'staff-comment':
      return meant.comment;
    case 'withdrawal':
      return meant.withdrawal;
    case 'skipped':
      return meant.place;
  }
}

/** Counts how the run ended; a run that is quite normal costs one line. */
function tell({ end, found, upTo }: RunReport, ids: Account, { runtime, now }: ReconcileDeps): void {
  const { connector } = ids;
  if (end.kind === 'not-configured') {
    runtime.count(metricNames.notConfigured, 1, connector);
    // The alarm on it says that the log names the account.
    runtime.logProblem({ code: 'api-secret-missing', level: 'warn', ids });
    return;
  }
  const reason = end.kind === 'failed' ? { reason: end.failure.kind } : {};
  runtime.count(metricNames.foundByCatchUp, found, connector, { outcome: end.kind, ...reason });
  if (upTo !== null) {
    runtime.duration(metricNames.catchUpLag, Math.max(0, now().getTime() - upTo.getTime()), connector);
  }
  if (end.kind === 'failed') tellFailure(end.failure, ids, runtime);
  if (end.kind === 'incomplete') tellRefused(end.refused, ids, runtime);
}

/** The lag that grows from run to run rings the alarm; these lines say of what. */
function tellRefused(refused: readonly RefusedPart[], ids: Account, runtime: Runtime): void {
  for (const { part, failure } of refused) {
    runtime.logProblem({ code: `catch-up-refused-${part}`, level: 'error', error: failure, ids });
  }
}

function tellFailure(failure: ReadFailure, ids: Account, runtime: Runtime): void {
  if (failure.kind === 'throttled') {
    // Part of normal life: the next run goes on from here.
    runtime.count(metricNames.throttled, 1, ids.connector);
    return;
  }
  if (failure.kind === 'unauthorised') runtime.count(metricNames.unauthorised, 1, ids.connector);
  const level = failure.kind === 'unavailable' ? 'warn' : 'error';
  // Of the failure its code and status are said.
  runtime.logProblem({ code: `catch-up-${failure.kind}`, level, error: failure, ids });
}
