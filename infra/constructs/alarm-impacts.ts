/** Which of our functions or queues an alarm watches: `enrich`, `write-back-zendesk`, `ingest-partner`, … */
type Watched = string;

/** What comes late where `name` is slow or down, as a sentence without its stop. */
function lateBecauseOf(name: Watched): string {
  if (name === 'reply') return 'Answers and commands come late';
  if (name.startsWith('write-back')) return 'Notes, fields and answers come late';
  if (name === 'ingest-partner') return 'Notes, answers and commands come late';
  if (name === 'dlq-watch') return 'What crashed is not told on the bus';
  if (name === 'reconcile') return 'What no webhook told of is found late';
  return 'Notes come late';
}

const kept = 'Nothing is lost for as long as the queue keeps them.';

/** Whom it hurts that messages were given up by this queue: `enrich` has customers' messages alone, others also what agents asked for. */
export function impactOfDeadLetters(queue: Watched): string {
  if (queue === 'reply') return `An agent's answer or command was not carried out. ${kept}`;
  if (queue !== 'enrich') return `Agents lack a note, or a customer lacks an answer. ${kept}`;
  return `Agents lack a note for each. ${kept}`;
}

/** Whom it hurts that a message waits in this queue. */
export const impactOfWaiting = (queue: Watched): string =>
  `${lateBecauseOf(queue)}, in one conversation or in all.`;

/** Whom it hurts that this function crashes. */
export function impactOfErrors(name: Watched): string {
  if (name === 'ingest') return 'The webhook was answered with 5xx; the catch-up finds the message.';
  if (name === 'reconcile' || name === 'dlq-watch') return `${lateBecauseOf(name)}.`;
  return `${lateBecauseOf(name)}. The messages are tried again by themselves.`;
}

/** Whom it hurts that Lambda does not run this function. */
export function impactOfThrottles(name: Watched): string {
  if (name === 'ingest')
    return 'Webhooks are refused; the catch-up finds their messages, but no edits of fields.';
  return `${lateBecauseOf(name)}.`;
}
