import * as z from 'zod/mini';

/** `source` of every event that Dragoman publishes. */
export const eventSource = 'dragoman';

/** An event did not have its contract's shape. The message names paths and expectations, never a value. */
export class EventShapeError extends Error {
  override readonly name = 'EventShapeError';
  readonly detailType: string;
  readonly paths: readonly string[];
  constructor(detailType: string, issues: readonly { path: readonly PropertyKey[]; message: string }[]) {
    const paths = issues.map((issue) => issue.path.map(String).join('.') || '(root)');
    super(
      `${detailType}: ${issues.map((issue, index) => `${paths[index] ?? ''}: ${issue.message}`).join('; ')}`,
    );
    this.detailType = detailType;
    this.paths = paths;
  }
}

/** Conditions on fields of `detail`, in EventBridge's pattern language. */
export type DetailPattern = { readonly [field: string]: readonly unknown[] | DetailPattern };

export type EventPattern = Readonly<{
  source: string[];
  'detail-type': string[];
  detail?: DetailPattern;
  'replay-name'?: { exists: boolean }[];
}>;

/** One entry of a PutEvents request (bus name and trace header are the publisher's business). */
export type EventEntry = Readonly<{ Source: string; DetailType: string; Detail: string }>;

/**
 * One object per event and major version: the TypeScript type, the validator, the rule's pattern and the
 * publisher's entry all come from it, so that they cannot disagree.
 */
export type EventContract<Type extends string, Detail> = Readonly<{
  detailType: Type;
  title: string;
  /** By which function and when, as a sentence for the docs. */
  published: string;
  /** Kept in the archive and so replayable. */
  archived: boolean;
  schema: z.ZodMiniType<Detail>;
  examples: readonly [Detail, ...Detail[]];
  /** Validates; throws EventShapeError with the paths that are wrong. Fields it does not know are dropped. */
  parse(detail: unknown): Detail;
  /** The pattern that a rule needs to get this event. Archive replays are left out unless `replays` is true. */
  pattern(options?: { detail?: DetailPattern; replays?: boolean }): EventPattern;
  /** The event as PutEvents wants it, validated on the way out. */
  entry(detail: Detail): EventEntry;
}>;

/** Makes a contract. The schema's `type` field must be the literal detail-type. */
export function defineEvent<Type extends string, Detail extends { type: Type }>(definition: {
  detailType: Type;
  title: string;
  published: string;
  archived: boolean;
  schema: z.ZodMiniType<Detail>;
  examples: readonly [Detail, ...Detail[]];
}): EventContract<Type, Detail> {
  const { detailType, schema } = definition;
  const parse = (detail: unknown): Detail => {
    const parsed = z.safeParse(schema, detail);
    if (!parsed.success) throw new EventShapeError(detailType, parsed.error.issues);
    return parsed.data;
  };
  return {
    ...definition,
    parse,
    pattern: (options = {}) => ({
      source: [eventSource],
      'detail-type': [detailType],
      ...(options.detail ? { detail: options.detail } : {}),
      ...(options.replays ? {} : { 'replay-name': [{ exists: false }] }),
    }),
    entry: (detail) => ({
      Source: eventSource,
      DetailType: detailType,
      Detail: JSON.stringify(parse(detail)),
    }),
  };
}
