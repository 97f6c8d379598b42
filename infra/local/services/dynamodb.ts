import http from 'node:http';
import { json } from 'node:stream/consumers';
import dynalite from 'dynalite';
import * as z from 'zod';
import { type LocalService, ServiceError } from '../ports.ts';
import type { TableDefinition } from './dynamodb-table.ts';

export type LocalDynamoDb = Readonly<{
  service: LocalService;
  /** Refuses new calls, waits for those that were taken, and closes the tables. */
  stop(): Promise<void>;
}>;

/** Every operation that is forwarded names its tables here; transactions and PartiQL are not known to dynalite. */
const single = new Set(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'DescribeTable']);
const batch = new Set(['BatchGetItem', 'BatchWriteItem']);

const singleInput = z.looseObject({ TableName: z.string() });
const batchInput = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) });
const refusal = z.looseObject({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

/** Tables that a call wants to use. Throws ServiceError for an operation that is not run here, or an input without any. */
function tablesOf(operation: string, input: unknown): readonly string[] {
  const parsed = single.has(operation)
    ? singleInput.transform(({ TableName }) => [TableName]).safeParse(input)
    : batch.has(operation)
      ? batchInput.transform(({ RequestItems }) => Object.keys(RequestItems)).safeParse(input)
      : null;
  if (!parsed)
    throw new ServiceError(
      'UnknownOperationException',
      400,
      `${operation} is not run on this machine; spoken are ${[...single, ...batch].join(', ')}.`,
    );
  if (!parsed.success) throw new ServiceError('ValidationException', 400, z.prettifyError(parsed.error));
  return parsed.data;
}

/** Sends a call to dynalite, which takes any signature but insists that there is one. */
async function forward(
  port: number,
  agent: http.Agent,
  operation: string,
  input: unknown,
): Promise<Readonly<{ status: number; body: unknown }>> {
  const body = JSON.stringify(input);
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': Buffer.byteLength(body),
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'x-amz-date': '20260101T000000Z',
          authorization:
            'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
        },
      },
      resolve,
    );
    request.on('error', reject);
    request.end(body);
  });
  return { status: response.statusCode ?? 0, body: await json(response) };
}

/** `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException` → ServiceError, with all other members kept. */
function refusalOf(status: number, body: unknown): ServiceError {
  const { __type: type, message, Message, ...members } = refusal.parse(body);
  const code = type.slice(type.lastIndexOf('#') + 1);
  return new ServiceError(code, status, message ?? Message ?? '', members);
}

/**
 * DynamoDB by dynalite, in memory, with the tables of the template; each call is authorised on the ARN of each table it
 * names. Not run: transactions, PartiQL, streams, indexes, expiry of items.
 */
export async function openDynamoDb(tables: readonly TableDefinition[]): Promise<LocalDynamoDb> {
  const server = dynalite({ createTableMs: 0 });
  // Both ends are in this process: where it is held up, a connection could be closed for its idleness just when it is used.
  server.keepAliveTimeout = 0;
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const agent = new http.Agent({ keepAlive: true });
  const arns = new Map(tables.map(({ name, arn }) => [name, arn]));
  for (const { creation, name } of tables) {
    const created = await forward(port, agent, 'CreateTable', creation);
    if (created.status !== 200) throw new Error(`Table ${name} was refused: ${JSON.stringify(created.body)}`);
  }
  const underWay = new Set<Promise<unknown>>();
  let stopping = false;
  return {
    service: {
      name: 'dynamodb',
      async handle({ operation, input, authorize }) {
        if (stopping) throw new ServiceError('ServiceUnavailable', 503, 'The local DynamoDB stops.');
        for (const table of tablesOf(operation, input))
          authorize(`dynamodb:${operation}`, arnOf(table, arns));
        const answer = forward(port, agent, operation, input);
        underWay.add(answer);
        const { status, body } = await answer.finally(() => underWay.delete(answer));
        if (status !== 200) throw refusalOf(status, body);
        return { output: body };
      },
    },
    async stop() {
      stopping = true;
      // Workers are ended in the middle of their calls, and dynalite throws out of a timer, where nobody can catch it, when
      // its store is closed between the read and the write of a call.
      await Promise.allSettled(underWay);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A table may be named by its ARN, too; an unknown one is judged under its name and then not found. */
function arnOf(table: string, arns: ReadonlyMap<string, string>): string {
  return arns.get(table) ?? table;
}
