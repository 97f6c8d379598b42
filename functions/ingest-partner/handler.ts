import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type BatchDeps, runBatch } from '../_shared/sqs-batch.ts';
import { type TakeDeps, take } from './take.ts';

export type HandlerDeps = Readonly<{ batch: BatchDeps; take: TakeDeps }>;

/** Makes the Lambda handler of the queue behind the partner buses. */
export function createHandler(deps: HandlerDeps): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return (event) => runBatch(event, deps.batch, (record) => take(record, deps.take));
}
