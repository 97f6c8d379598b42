import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type BatchDeps, runBatch } from '../_shared/sqs-batch.ts';
import { type WorkDeps, workOn } from './work.ts';

export type HandlerDeps = Readonly<{ batch: Omit<BatchDeps, 'hasTimeForAnother'>; work: WorkDeps }>;

/** Reading the note back, translating it there and, for a preview, back. */
const msForOneRecord = 12_000;

/** Makes the Lambda handler of the reply queue. */
export function createHandler({ batch, work }: HandlerDeps) {
  return (event: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<SQSBatchResponse> => {
    const hasTimeForAnother = () => context.getRemainingTimeInMillis() > msForOneRecord;
    return runBatch(event, { ...batch, hasTimeForAnother }, (record) => workOn(record, work));
  };
}
