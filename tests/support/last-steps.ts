import type { JournalEntry } from '../../infra/local/journal.ts';

/** So many of them tell where a message has got stuck. */
const maxSteps = 80;

/** What a stack did last, one step a line, without the texts: for whoever reads why a message got lost on a machine far away. */
export function lastSteps(entries: readonly JournalEntry[]): string {
  return entries.slice(-maxSteps).map(stepOf).join('\n');
}

function stepOf(entry: JournalEntry): string {
  return `${new Date(entry.atMs).toISOString()} ${entry.kind} ${wordsOf(entry)}`;
}

function wordsOf(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'http-request':
    case 'helpdesk-call':
      return `${entry.method} ${entry.path} ${entry.status} ${entry.ms} ms`;
    case 'service-call':
      return `${entry.caller} ${entry.service} ${entry.operation} ${entry.result} ${entry.ms} ms`;
    case 'event':
      return entry.detailType;
    case 'queue':
      return `${entry.queue} ${entry.what} ${entry.messageId}`;
    case 'invocation':
      return `${entry.functionName} ${entry.result} ${entry.ms} ms`;
    case 'log':
      return entry.functionName;
    case 'runner':
      return entry.text;
  }
}
