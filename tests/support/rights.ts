import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { messageEnriched } from '../../events/message-enriched.v1.ts';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import type { ChangeResult } from '../../infra/local/helpdesks/zendesk/stand-in-types.ts';
import type { Synthesised } from '../../infra/local/synthesise.ts';
import { play, type World } from './world.ts';

type Statement = { Effect: string; Action: string | string[]; Resource: unknown };
type Resources = Record<string, { Type: string; Properties: any }>;

/** One action of one statement of one role's policy. */
export type Right = { policy: string; statement: number; action: string };

const actionsOf = (statement: Statement) => [statement.Action].flat();

/** Every action that a function's role is allowed in the template. */
export function rightsIn({ template }: Pick<Synthesised, 'template'>): Right[] {
  const { Resources } = template as { Resources: Resources };
  return Object.entries(Resources)
    .filter(([, resource]) => resource.Type === 'AWS::IAM::Policy')
    .flatMap(([policy, { Properties }]) =>
      Properties.PolicyDocument.Statement.flatMap((statement: Statement, index: number) =>
        actionsOf(statement).map((action) => ({ policy, statement: index, action })),
      ),
    );
}

/** Takes rights out of a parsed template; from the last statement on, so that the others keep their places. */
export function withoutRights(template: { Resources: Resources }, rights: readonly Right[]): void {
  for (const right of rights.toSorted((one, other) => other.statement - one.statement)) {
    withoutRight(template, right);
  }
}

function withoutRight(template: { Resources: Resources }, right: Right): void {
  const statements: Statement[] = template.Resources[right.policy]!.Properties.PolicyDocument.Statement;
  const statement = statements[right.statement]!;
  const left = actionsOf(statement).filter((action) => action !== right.action);
  if (left.length > 0) statement.Action = left;
  else statements.splice(right.statement, 1);
}

/** Resolves with the first line of the journal that says that `action` was denied. */
export async function denialOf(action: string, world: World): Promise<string> {
  const says = (text: string) => text.includes('AccessDeniedException') && text.includes(`: ${action} on`);
  const known = world.journal.entries().find((entry) => entry.kind === 'runner' && says(entry.text));
  if (known?.kind === 'runner') return known.text;
  return await new Promise((resolve) => {
    const stop = world.journal.listen((entry) => {
      if (entry.kind !== 'runner' || !says(entry.text)) return;
      stop();
      resolve(entry.text);
    });
  });
}

const deadLetters = 'dragoman-local-write-back-zendesk-dead-letters.fifo';

/** Puts two messages into a dead-letter queue as SQS does when a function keeps crashing; of one the bus was told already. */
async function crash(world: World): Promise<void> {
  const { endpointUrl, admin, region } = world.stack;
  const access = { endpoint: endpointUrl, credentials: admin, region };
  const sqs = new SQSClient(access);
  const dynamoDb = new DynamoDBClient(access);
  const park = (id: string) =>
    new SendMessageCommand({
      QueueUrl: `${endpointUrl}/000000000000/${deadLetters}`,
      MessageBody: JSON.stringify(messageEnriched.examples[0]),
      MessageGroupId: 'crashed',
      MessageDeduplicationId: id,
    });
  await sqs.send(park('untold'));
  const { MessageId } = await sqs.send(park('told'));
  await dynamoDb.send(
    new PutItemCommand({
      TableName: 'dragoman-local-ledger',
      Item: {
        pk: { S: `crashed#${deadLetters}#${MessageId}` },
        state: { S: 'done' },
        expiresAt: { N: '4102444800' },
      },
    }),
  );
  sqs.destroy();
  dynamoDb.destroy();
}

/**
 * The faults under which `busyDay` needs every right: together with a refused update one retry in each function. A call is
 * tried three times, and what the catch-up finds may be translated at the same time: of twice three, one message has three.
 */
export const busyDayFaults = ['translate:throttle:6'];

/** The first update of a ticket is refused for once. A look of the catch-up would be ended by it and not need a right. */
function refuseFirstUpdate({ faults: { helpdesk } }: World): void {
  const usual = helpdesk.intercept;
  helpdesk.intercept = (request) => {
    if (request.method !== 'PUT') return usual(request);
    helpdesk.intercept = usual;
    return { kind: 'answer', status: 429, headers: { 'retry-after': '1' }, body: 'Too many requests' };
  };
}

/** A message of some minutes ago of which no webhook tells. */
function loseWebhook({ helpdesk: { standIn } }: World): void {
  const customer = { id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' } as const;
  standIn.addUser(customer);
  const createdAt = new Date(Date.now() - 3 * 60_000);
  const comment = { text: 'Mi pedido todavía no ha llegado.', public: true, createdAt };
  standIn.createTicket({ id: 'lost', subject: '', requester: customer.id, comment }, { deliver: false });
}

/** Resolves once the catch-up has found it and it has its note; rejects after `timeoutMs`. */
async function foundAgain({ helpdesk: { standIn } }: World, timeoutMs: number): Promise<void> {
  const isFound = () => standIn.notesOf('lost').length === 1;
  if (isFound()) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('The lost message has no note.')), timeoutMs);
  const stop = standIn.onChange(() => isFound() && resolve());
  await promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}

const note = (ticket: string, text: string) => ({ ticket, text, from: 'agent', public: false });

/** The webhook bodies of a change that was made in the helpdesk, as lines to play. */
const told = ({ events }: Pick<ChangeResult, 'events'>, type: string) =>
  events.filter((body) => body.type.endsWith(type)).map((body) => ({ connector: 'zendesk', body }));

/** A message is redacted that was translated, and one of which the redaction is told first. */
async function redactions(world: World, deadlineMs: number): Promise<void> {
  const { standIn } = world.helpdesk;
  const quietly = { deliver: false };
  const redacted = (ticket: string, commentId: string) =>
    standIn.redactCommentByAgent(ticket, { agentId: people.agent.id, commentId }, quietly);
  await play(world, told(redacted('1', '1-1'), 'comment_redacted'), deadlineMs);
  const late = standIn.addComment(
    '2',
    { id: '2-late', text: 'Mi número de pedido es secreto.', author: 'customer-of-2', public: true },
    quietly,
  );
  await play(world, told(redacted('2', '2-late'), 'comment_redacted'), deadlineMs);
  await play(world, told(late, 'comment_added'), deadlineMs);
}

/** A day on which everything happens that needs a right: messages, a hint, answers, redactions, retries, a lost webhook, a crash, credentials withdrawn. */
export async function busyDay(world: World, deadlineMs: number): Promise<void> {
  const { standIn } = world.helpdesk;
  refuseFirstUpdate(world);
  loseWebhook(world);
  await crash(world);
  // Its language is not to be read without Comprehend.
  await play(
    world,
    [{ ticket: '1', text: 'No recibo el correo para restablecer la contraseña.' }],
    deadlineMs,
  );
  await play(
    world,
    // Too short for a local reading to be certain: Comprehend is asked for the language.
    [{ ticket: '2', subject: 'Pedido', text: 'Paquete perdido.' }],
    deadlineMs,
  );
  // Else the catch-up's find might take the throttling that the answer is to meet.
  await foundAgain(world, deadlineMs);
  world.faults.add(busyDayFaults);
  // The second paragraph's language is not to be read without Comprehend.
  const answer = 'Your order ships today.\n\nNo recibo el correo para restablecer la contraseña.';
  await play(world, [note('2', `#translate:es ${answer}`)], deadlineMs);
  await redactions(world, deadlineMs);
  await play(world, [note('2', '#pause')], deadlineMs);
  standIn.addUser({ ...people.dragoman, suspended: true });
  standIn.revokeTokens();
  await play(world, [{ ticket: '3', text: 'Mi pedido todavía no ha llegado.' }], deadlineMs);
  await play(world, [note('3', '#help')], deadlineMs);
  await play(
    world,
    [{ ticket: '4', subject: 'Pedido', text: 'Mi pedido todavía no ha llegado.' }],
    deadlineMs,
  );
}
