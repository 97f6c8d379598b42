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

function whatToDo(status: number): string {
  if (status === 429) return 'It had too many requests; wait a moment and send again.';
  if (status >= 500) return 'It is not well at the moment; send again.';
  return 'Nothing was changed.';
}

/** What to tell a person of an answer that is no success, in a sentence or two. */
export function refusalOf(status: number, raw: unknown): string {
  const reason = reasonIn(raw)?.replace(/\.$/, '');
  const said = reason === undefined ? '' : `: ${reason}`;
  return `The helpdesk answered ${status}${said}. ${whatToDo(status)}`;
}
