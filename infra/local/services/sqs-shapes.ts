import * as z from 'zod';

/** The requests of SQS's JSON protocol, as far as they are used here. Lengths and ranges are the queue's to judge. */
const messageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});

const systemAttributes = z.object({
  AWSTraceHeader: z.object({ DataType: z.literal('String'), StringValue: z.string() }).optional(),
});

const messageShape = {
  MessageBody: z.string(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: z.record(z.string(), messageAttribute).optional(),
  MessageSystemAttributes: systemAttributes.optional(),
  MessageDeduplicationId: z.string().optional(),
  MessageGroupId: z.string().optional(),
};
const message = z.object(messageShape);
export type WireMessage = z.infer<typeof message>;

const queueUrl = { QueueUrl: z.string() };
const receipt = { ReceiptHandle: z.string() };
const visibility = { ...receipt, VisibilityTimeout: z.number() };
const entry = { Id: z.string() };

export const shapes = {
  queue: z.object(queueUrl),
  GetQueueUrl: z.object({ QueueName: z.string() }),
  GetQueueAttributes: z.object({ AttributeNames: z.array(z.string()).optional() }),
  SendMessage: message,
  ReceiveMessage: z.object({
    MaxNumberOfMessages: z.number().default(1),
    WaitTimeSeconds: z.number().min(0).max(20).optional(),
    VisibilityTimeout: z.number().optional(),
    MessageSystemAttributeNames: z.array(z.string()).default([]),
    /** The older name of MessageSystemAttributeNames. */
    AttributeNames: z.array(z.string()).default([]),
    MessageAttributeNames: z.array(z.string()).default([]),
  }),
  DeleteMessage: z.object(receipt),
  ChangeMessageVisibility: z.object(visibility),
  SendMessageBatch: z.object({ Entries: z.array(z.object({ ...entry, ...messageShape })) }),
  DeleteMessageBatch: z.object({ Entries: z.array(z.object({ ...entry, ...receipt })) }),
  ChangeMessageVisibilityBatch: z.object({ Entries: z.array(z.object({ ...entry, ...visibility })) }),
} as const;
