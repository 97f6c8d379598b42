import * as z from 'zod';
import { registry } from '../../../connectors/registry.ts';

const identifier = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores');

/** How a helpdesk may tell the stack that something happened. */
const waysIn = ['webhook', 'partner-bus'] as const;
export type WayIn = (typeof waysIn)[number];

/** How the delivery is made; the default is a good signature, made now, sent once. */
const delivery = z.strictObject({
  signature: z.enum(['good', 'bad', 'none']).default('good').describe('bad: made with another secret'),
  ageSeconds: z.number().default(0).describe('how old the signature timestamp is; negative = in the future'),
  contentType: z.string().default('application/json'),
  raw: z.string().optional().describe('these bytes instead of the webhook body'),
  via: z.enum(waysIn).optional().describe('for tools that have both; default: the tool’s own choice'),
  times: z
    .int()
    .min(0)
    .max(20)
    .default(1)
    .describe(
      'the same bytes, one delivery after the other; 0: it happens in the helpdesk, but the delivery is lost on the way, ' +
        'so that only the catch-up can find the message',
    ),
});
export type Delivery = z.infer<typeof delivery>;

const rawLine = z.strictObject({
  connector: z.enum(Object.keys(registry)).describe('the tool that the body is of'),
  body: z.record(z.string(), z.unknown()).describe('what the tool sends, as it sends it'),
  deliver: delivery.prefault({}),
});

/** A file that comes with the message. */
const attachment = z.strictObject({
  name: z.string().min(1),
  contentType: z.string().min(1).default('application/octet-stream'),
  base64: z.base64().describe('its content'),
  inline: z.boolean().optional().describe('an image in the text: `html` says <img src="cid:NAME">'),
});

const shortLine = z.strictObject({
  text: z.string(),
  html: z.string().optional(),
  subject: z.string().optional().describe('of a new ticket'),
  ticket: identifier
    .optional()
    .describe('default: a ticket of its own, r<line>; an unknown ticket is created'),
  comment: identifier.optional().describe('default: <ticket>-<n>'),
  from: z.enum(['customer', 'agent', 'bot', 'cc']).default('customer'),
  author: identifier.optional().describe('tells several people in copy apart; only with "from":"cc"'),
  public: z.boolean().default(true),
  attachments: z.array(attachment).default([]),
  channel: z
    .string()
    .optional()
    .describe(
      'how it comes in; default: email, from an agent web (written in the tool itself); chat: it is said in a chat, ' +
        'by the customer or publicly by an agent, and the ticket is the chat’s',
    ),
  ticketStatus: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']).optional(),
  deliver: delivery.prefault({}),
});

const editLine = z.strictObject({
  ticket: identifier.describe('one that an earlier line has made'),
  edit: z
    .strictObject({ field: z.enum(['language', 'sentiment', 'intent']), value: z.nullable(z.string()) })
    .describe('an agent sets a field by hand: "gl", "NEGATIVE", "Refund"; null empties it'),
  deliver: delivery.prefault({}),
});

export type RawLine = z.infer<typeof rawLine>;
export type ShortLine = z.infer<typeof shortLine>;
export type EditLine = z.infer<typeof editLine>;
export type ReplayLine =
  | ({ kind: 'raw'; number: number } & RawLine)
  | ({ kind: 'edit'; number: number } & EditLine)
  | ({ kind: 'short'; number: number } & ShortLine);

/** How a line that names no ticket calls its own. */
export function ticketNameOf({
  ticket,
  number,
}: Readonly<{ ticket?: string | undefined; number: number }>): string {
  return ticket ?? `r${number}`;
}

/** One line of a replay file: a webhook body as it comes, a message or an agent's edit in short. */
export const replayInput = z.union([rawLine, editLine, shortLine]);

/** A replay file has a line that cannot be played. */
export class ReplayFileError extends Error {
  override readonly name = 'ReplayFileError';
}

function parseLine(text: string, number: number): ReplayLine {
  const problem = (what: string) => new ReplayFileError(`line ${number}: ${what}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem('expected one JSON object per line');
  }
  const parsed = parseForm(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || '(line)'}: ${issue.message}`,
    );
    throw problem(issues.join('; '));
  }
  if ('body' in parsed.data) return { kind: 'raw', number, ...parsed.data };
  if ('edit' in parsed.data) return { kind: 'edit', number, ...parsed.data };
  if (parsed.data.author !== undefined && parsed.data.from !== 'cc') {
    throw problem('author: only a line "from":"cc" names one');
  }
  return { kind: 'short', number, ...parsed.data };
}

/** Which form a line is in is told by the one member that only this form has. */
function parseForm(value: unknown) {
  const has = (member: string) => typeof value === 'object' && value !== null && member in value;
  if (has('body')) return rawLine.safeParse(value);
  return has('edit') ? editLine.safeParse(value) : shortLine.safeParse(value);
}

/**
 * Reads a JSONL file's text. Empty lines are passed over; line numbers count from 1. Throws ReplayFileError with the
 * number and the path of the first line that is wrong.
 */
export function parseReplayFile(text: string): ReplayLine[] {
  const lines = text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1)]));
  if (lines.length === 0) throw new ReplayFileError('the file has no lines to play');
  return lines;
}
