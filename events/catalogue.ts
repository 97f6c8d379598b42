import { agentCommand } from './agent-command.v1.ts';
import { contentWithdrawn } from './content-withdrawn.v1.ts';
import { messageEnriched } from './message-enriched.v1.ts';
import { messageParked } from './message-parked.v1.ts';
import { messageReceived } from './message-received.v1.ts';
import { notePrepared } from './note-prepared.v1.ts';
import { replyRequested } from './reply-requested.v1.ts';
import { replyTranslated } from './reply-translated.v1.ts';
import { writebackCompleted } from './writeback-completed.v1.ts';

/** Every event on the bus; the only list. JSON Schemas, the docs, the archive and the tests are made from it. */
export const catalogue = [
  messageReceived,
  messageEnriched,
  replyRequested,
  agentCommand,
  contentWithdrawn,
  replyTranslated,
  notePrepared,
  writebackCompleted,
  messageParked,
] as const;
