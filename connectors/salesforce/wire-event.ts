import * as z from 'zod/mini';
import { machineKinds } from '../../events/message-received.v1.ts';
import { textOrNull } from '../kit/wire.ts';
import { messageEvent } from './names.ts';
import { checkbox, instant, recordId, recordIdOrNull } from './wire.ts';

const { fields } = messageEvent;

const kindOnly = { [fields.kind]: z.string().check(z.minLength(1)) } as const;

/** Which of the shapes below a payload has. */
export const anyEvent = z.object(kindOnly);

const ofCase = {
  [fields.caseId]: recordId,
  [fields.occurredAt]: instant,
  [fields.authorId]: recordIdOrNull,
  [fields.subject]: textOrNull,
  [fields.caseOrigin]: textOrNull,
  [fields.caseStatus]: textOrNull,
  [fields.casePriority]: textOrNull,
  [fields.contactId]: recordIdOrNull,
  [fields.contactLocale]: textOrNull,
  /** An older package has no such field. */
  [fields.caseEmail]: textOrNull,
  [fields.ownerId]: recordIdOrNull,
  [fields.recordTypeId]: recordIdOrNull,
} as const;

const authorType = z.enum(['customer', 'staff', 'automation'], 'expected customer, staff or automation');

/** A person wrote, or something in a person's place. */
export const messageTold = z.object({
  ...ofCase,
  [fields.recordId]: recordId,
  [fields.authorType]: authorType,
  [fields.authorAddress]: textOrNull,
  [fields.isPublic]: z.boolean(),
  [fields.isFirst]: checkbox,
  [fields.body]: textOrNull,
  [fields.isWhole]: z.boolean(),
  [fields.channel]: textOrNull,
  [fields.attachmentCount]: z._default(z.nullable(z.int().check(z.gte(0))), null),
  /** A kind that is not known here is a machine's all the same. */
  [fields.machineMade]: z.pipe(
    textOrNull,
    z.transform((kind) =>
      kind === null ? null : (machineKinds.find((known) => known === kind) ?? 'auto-submitted'),
    ),
  ),
});
export type MessageTold = z.infer<typeof messageTold>;

/** A person changed one of our fields. */
export const fieldTold = z.object({
  ...ofCase,
  [fields.authorType]: z.catch(authorType, 'staff'),
  [fields.fieldName]: z.string().check(z.minLength(1)),
  [fields.fieldValue]: textOrNull,
});
export type FieldTold = z.infer<typeof fieldTold>;

/** A case was deleted, or a message of one. */
export const deletionTold = z.object({ ...ofCase, [fields.recordId]: recordIdOrNull });
export type DeletionTold = z.infer<typeof deletionTold>;

/** The body that the package's callout sends; `payload` is the event's own fields. */
export const callout = z.object({
  organizationId: recordId,
  event: z.string().check(z.minLength(1)),
  payload: z.record(z.string(), z.unknown()),
});

/** What every event that came by way of the relay has. Its siblings (`schemaId`, `id`) are not documented. */
export const relayed = z.object({ payload: z.record(z.string(), z.unknown()) });

/**
 * A change event of an e-mail, as far as it is read. Of a change only new values are there; of a gap nothing but the
 * header. https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
export const emailChange = z.object({
  ChangeEventHeader: z.object({
    entityName: z.string(),
    /** None of a `GAP_OVERFLOW`. */
    recordIds: z.array(recordId),
    changeType: z.string().check(z.minLength(1)),
    changeOrigin: textOrNull,
    commitUser: recordIdOrNull,
    /** Milliseconds since 1970. */
    commitTimestamp: z.pipe(
      z.int().check(z.gte(0), z.lte(8_640_000_000_000_000)),
      z.transform((ms) => new Date(ms).toISOString()),
    ),
  }),
  ParentId: recordIdOrNull,
  Incoming: z._default(z.nullable(z.boolean()), null),
});
export type EmailChange = z.infer<typeof emailChange>;
