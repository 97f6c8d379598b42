import * as z from 'zod';

/** Zendesk's error bodies, and those of Sunshine Conversations. */
const body = z.object({
  error: z.union([z.string(), z.object({ message: z.string() })]).optional(),
  description: z.string().optional(),
  details: z.record(z.string(), z.array(z.object({ description: z.string() }))).optional(),
  errors: z.array(z.object({ title: z.string() })).optional(),
});

function reasonIn(raw: unknown): string | null {
  const parsed = body.safeParse(raw);
  if (!parsed.success) return null;
  const { error, description, details, errors } = parsed.data;
  const complaints = Object.values(details ?? {}).flatMap((each) => each.map((one) => one.description));
  if (complaints.length > 0) return complaints.join(', ');
  if (errors?.[0] !== undefined) return errors[0].title;
  return description ?? (typeof error === 'string' ? error : error?.message) ?? null;
}

function whatToDo(status: number, isWrite: boolean): string | null {
  const again = isWrite ? 'send again' : 'it will be read again with the next change';
  if (status === 429) return `It had too many requests; ${isWrite ? `wait a moment and ${again}` : again}.`;
  if (status >= 500) return `It is not well at the moment; ${again}.`;
  return isWrite ? 'Nothing was changed.' : null;
}

/** What to tell a person of an answer that is no success, in a sentence or two. */
export function refusalOf(status: number, raw: unknown, isWrite: boolean): string {
  const reason = reasonIn(raw)?.replace(/\.$/, '');
  const said = reason === undefined ? '' : `: ${reason}`;
  const next = whatToDo(status, isWrite);
  return `The helpdesk answered ${status}${said}.${next === null ? '' : ` ${next}`}`;
}
