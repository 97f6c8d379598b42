import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type BatchDeps, runBatch } from '../_shared/sqs-batch.ts';
import type { WriteBackDeps } from './work.ts';
import { writeBack } from './write-back.ts';

export type HandlerDeps = Readonly<{ batch: Omit<BatchDeps, 'hasTimeForAnother'>; writeBack: WriteBackDeps }>;

/** One helpdesk call may last 8 s, and the ledger and the bus want their share. */
const msForOneRecord = 10_000;

/** Makes the Lambda handler of the connectors' queues. */
export function createHandler({ batch, writeBack: deps }: HandlerDeps) {
  return (event: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<SQSBatchResponse> => {
    const hasTimeForAnother = () => context.getRemainingTimeInMillis() > msForOneRecord;
    return runBatch(event, { ...batch, hasTimeForAnother }, (record, behind) =>
      writeBack(record, deps, behind),
    );
  };
}
