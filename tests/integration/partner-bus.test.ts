import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseFaults } from '../../infra/local/faults.ts';
import type { JournalEntry } from '../../infra/local/journal.ts';
import { type LocalStack, startLocalStack } from '../../infra/local/stack.ts';
import { partnerSettings, partnerSource } from '../support/partner-stage.ts';
import { bundle, entryOf, journalEntry } from '../support/small-stack.ts';
import { Synthesised, target } from '../support/synthesised.ts';

const root = join(import.meta.dirname, '..', '..');
const registry = join(root, 'tests', 'fixtures', 'infra', 'local', 'partner-registry.ts');
const queue = 'dragoman-test-ingest-partner';
const deadLetters = 'dragoman-test-ingest-partner-dead-letters';
const bundles = { 'ingest-partner': 'c3', 'dlq-watch': 'd4' } as const;

let stage: Synthesised;
let stack: LocalStack | undefined;

/** The stage's own template, with the two functions of interest bundled; of these the registry holds an event partner. */
beforeAll(async () => {
  stage = new Synthesised(partnerSettings());
  for (const [name, hash] of Object.entries(bundles))
    await bundle(
      join(root, 'functions', name, 'index.ts'),
      join(stage.folder, `asset.${hash}`, 'index.mjs'),
      {
        plugins: [
          {
            name: 'event-partner',
            setup: (build) =>
              void build.onResolve({ filter: /connectors\/registry\.ts$/ }, () => ({ path: registry })),
          },
        ],
      },
    );
});
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});
afterAll(() => stage.dispose());

type Resources = Synthesised['template']['Resources'];

/** Runs it up to the queues of the next stage: nobody takes anything out of those. */
async function start(
  options: { faults?: readonly string[]; edit?: (resources: Resources) => void } = {},
): Promise<LocalStack> {
  const template = structuredClone(stage.template);
  const { Resources } = template;
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (Type === 'AWS::Lambda::EventSourceMapping' && !id.startsWith('IngestPartner')) delete Resources[id];
    for (const [name, hash] of Object.entries(bundles))
      if (Properties?.FunctionName === `dragoman-test-${name}`) Properties.Code.S3Key = `${hash}.zip`;
  }
  options.edit?.(Resources);
  stack = await startLocalStack({
    template,
    assetsFolder: stage.folder,
    stackName: 'dragoman-test',
    region: 'eu-west-1',
    services: () => ({}),
    faults: parseFaults(options.faults ?? []),
    timeScale: 100,
  });
  return stack;
}

const told = (says: string, message = '901') => ({
  source: partnerSource,
  detailType: 'Message__e',
  detail: { account: '22129848', says, ticket: '35', message },
});

/** The line that a message's way ends with. */
const ended =
  (outcome: string) =>
  (entry: JournalEntry): entry is JournalEntry & { kind: 'log' } =>
    entry.kind === 'log' &&
    typeof entry.record === 'object' &&
    Reflect.get(entry.record ?? {}, 'message') === 'ended' &&
    Reflect.get(entry.record ?? {}, 'outcome') === outcome;

const ofKind = <Kind extends JournalEntry['kind']>(
  running: LocalStack,
  ...wanted: Parameters<typeof entryOf<Kind>>
) => running.journal.entries().filter(entryOf(...wanted));

test('an event that is delivered twice arrives once in the queue of the next stage', async () => {
  // Prepare
  const running = await start({ faults: ['events:duplicate:1'] });
  // Act
  const traceId = await running.putPartnerEvent(told('message'));
  await journalEntry(
    running.journal,
    entryOf('queue', { queue: 'dragoman-test-enrich.fifo', what: 'deduplicated' }),
  );
  // Assess
  expect(ofKind(running, 'queue', { queue, what: 'sent', traceId })).toHaveLength(2);
  const arrived = ofKind(running, 'queue', { queue: 'dragoman-test-enrich.fifo', what: 'sent' });
  expect(arrived).toMatchObject([{ traceId }]);
  expect(JSON.parse(arrived[0]!.body ?? '')).toMatchObject({
    type: 'message.received.v1',
    origin: 'partner-bus',
    conversationKey: 'zendesk:22129848:35',
    message: '901',
    content: { kind: 'complete', text: 'Hola' },
  });
});

test('an event that a fault drops between the bus and the queue never arrives', async () => {
  // Prepare
  const running = await start({ faults: ['events:drop:1'] });
  // Act
  await running.putPartnerEvent(told('message', 'lost'));
  await running.putPartnerEvent(told('message', 'kept'));
  const arrived = await journalEntry(
    running.journal,
    entryOf('queue', { queue: 'dragoman-test-enrich.fifo', what: 'sent' }),
  );
  // Assess
  expect(JSON.parse(arrived.body ?? '').message).toBe('kept');
  expect(ofKind(running, 'queue', { queue, what: 'sent' })).toHaveLength(1);
});

test('an event that is nothing for us ends in the log and goes nowhere', async () => {
  // Prepare
  const running = await start();
  // Act
  const traceId = await running.putPartnerEvent(told('echo'));
  const line = await journalEntry(running.journal, ended('skipped'));
  await journalEntry(running.journal, entryOf('queue', { queue, what: 'deleted', traceId }));
  // Assess: schedules run as well, and may leave something of their own in a queue.
  expect(line.record).toMatchObject({ reason: 'own-echo', ticket: '35', messageId: '901', traceId });
  expect(ofKind(running, 'queue', { what: 'sent', traceId })).toMatchObject([{ queue }]);
});

test('an event that says something impossible ends in the dead letters, and the bus is told of it', async () => {
  // Prepare
  const running = await start();
  // Act
  const traceId = await running.putPartnerEvent(told('nonsense'));
  const parked = await journalEntry(running.journal, entryOf('event', { detailType: 'message.parked.v1' }));
  await journalEntry(running.journal, entryOf('queue', { queue, what: 'deleted' }));
  // Assess
  expect(parked).toMatchObject({
    traceId,
    detail: { stage: 'ingest', reason: 'bad-shape', ticket: '35', message: '901', receiveCount: 1 },
  });
  const [dead, ...more] = ofKind(running, 'queue', { queue: deadLetters, what: 'sent' });
  expect(more).toEqual([]);
  expect(JSON.parse(dead?.body ?? '')).toMatchObject({
    'detail-type': 'Message__e',
    source: partnerSource,
    detail: { says: 'nonsense' },
  });
});

test('an event of another shape ends in the dead letters, and the log says whose it was', async () => {
  // Prepare
  const running = await start();
  // Act
  const traceId = await running.putPartnerEvent({ ...told('message'), detail: { text: 'Hola' } });
  const line = await journalEntry(running.journal, ended('parked'));
  await journalEntry(running.journal, entryOf('queue', { queue, what: 'deleted' }));
  // Assess
  expect(line.record).toMatchObject({
    reason: 'bad-shape',
    connector: 'zendesk',
    account: '22129848',
    traceId,
  });
  expect(ofKind(running, 'queue', { queue: deadLetters, what: 'sent' })).toHaveLength(1);
  expect(JSON.stringify(ofKind(running, 'log'))).not.toContain('Hola');
});

test('an event on which the function crashes again and again is told by the watcher', async () => {
  // Prepare
  const running = await start({
    edit: (resources) => {
      const [, found] = Object.entries(resources).find(([, one]) => one.Properties?.QueueName === queue)!;
      found.Properties.RedrivePolicy.maxReceiveCount = 2;
    },
  });
  // Act
  const traceId = await running.putPartnerEvent(told('crash'));
  await journalEntry(running.journal, entryOf('queue', { queue, what: 'dead-lettered' }));
  const line = await journalEntry(running.journal, ended('parked'));
  // Assess
  expect(line).toMatchObject({ functionName: 'dlq-watch', record: { reason: 'crashed', traceId } });
});

test('while our bus takes nothing an event waits, and goes on when it does again', async () => {
  // Prepare: the SDK tries three times, and so does the function.
  const running = await start({ faults: ['events:throttle:3'] });
  // Act
  const traceId = await running.putPartnerEvent(told('message'));
  await journalEntry(running.journal, entryOf('queue', { queue, what: 'delayed' }));
  const arrived = await journalEntry(
    running.journal,
    entryOf('queue', { queue: 'dragoman-test-enrich.fifo', what: 'sent' }),
  );
  // Assess
  expect(arrived.traceId).toBe(traceId);
  expect(ofKind(running, 'queue', { queue: deadLetters, what: 'sent' })).toEqual([]);
});

test('nobody can put an event on a bus that the template does not have', async () => {
  const running = await start();
  await expect(
    running.putPartnerEvent({ ...told('message'), source: 'aws.partner/desk.example.com/22129848/third' }),
  ).rejects.toThrow(RangeError);
});

test.each([
  { action: 'sqs:ReceiveMessage', says: 'message', faults: [] },
  { action: 'sqs:DeleteMessage', says: 'message', faults: [] },
  { action: 'sqs:GetQueueAttributes', says: 'message', faults: [] },
  { action: 'events:PutEvents', says: 'message', faults: [] },
  { action: 'sqs:ChangeMessageVisibility', says: 'message', faults: ['events:throttle:3'] },
  { action: 'sqs:SendMessage', says: 'nonsense', faults: [] },
])('the function needs its right to $action', async ({ action, says, faults }) => {
  // Prepare
  const running = await start({
    faults,
    edit: (resources) => {
      const { Role } = Object.values(resources).find(
        ({ Properties }) => Properties?.FunctionName === 'dragoman-test-ingest-partner',
      )!.Properties;
      for (const { Type, Properties } of Object.values(resources)) {
        if (Type !== 'AWS::IAM::Policy' || target(Properties.Roles[0]) !== target(Role)) continue;
        const { PolicyDocument } = Properties;
        PolicyDocument.Statement = PolicyDocument.Statement.flatMap(
          (statement: { Action: string | string[] }) => {
            const Action = [statement.Action].flat().filter((one) => one !== action);
            return Action.length === 0 ? [] : [{ ...statement, Action }];
          },
        );
      }
    },
  });
  // Act
  await running.putPartnerEvent(told(says));
  // Assess
  const denied = await journalEntry(
    running.journal,
    (entry): entry is JournalEntry & { kind: 'runner' } =>
      entry.kind === 'runner' && entry.text.includes('AccessDeniedException'),
  );
  expect(denied.text).toContain(`not authorized to perform: ${action} on resource`);
});
