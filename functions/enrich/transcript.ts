import { eventIdOf } from '../../events/ids.ts';
import {
  type MessageEnriched,
  messageEnriched,
  type TranscriptLine,
} from '../../events/message-enriched.v1.ts';
import { translateCode } from '../_shared/language/codes.ts';
import type { Ledger } from '../_shared/ledger.ts';
import type { TranslationJob, Translator } from '../_shared/translate/translator.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import type { WholeMessage } from './whole-message.ts';

/**
 * The beginning of a chat without those of the customer's lines that have a note of their own already; the others are
 * marked as done, so that they get none. What is no chat's beginning stays as it is.
 */
export async function claimTranscript(message: WholeMessage, ports: TranscriptPorts): Promise<WholeMessage> {
  if (message.transcript === undefined) return message;
  const isOurs = await Promise.all(message.transcript.map((line) => claimLine(line, message, ports)));
  const transcript = message.transcript.filter((_, index) => isOurs[index]);
  const text = customersText(transcript).join('\n');
  return { ...message, transcript, content: { ...message.content, text } };
}

const customersText = (lines: readonly TranscriptLine[]) =>
  lines.filter(({ speaker }) => speaker === 'customer').map(({ text }) => text);

/** The id of the `message.enriched.v1` that a line would become if it were told by itself. */
export function enrichedIdOf({ connector, account }: WholeMessage['envelope'], message: string): string {
  return eventIdOf({ type: messageEnriched.detailType, connector, account, message, attempt: 1 });
}

type TranscriptPorts = Readonly<{ ledger: Ledger; traces: Pick<Traces, 'add'> }>;

/** False = it has a note of its own, or was withdrawn. An intent found is one of ours that died: another of this conversation would have to end before this one begins. */
async function claimLine(
  line: TranscriptLine,
  { envelope }: WholeMessage,
  { ledger, traces }: TranscriptPorts,
): Promise<boolean> {
  if (line.speaker !== 'customer') return true;
  const { conversationKey } = envelope;
  const key = `enrich:${enrichedIdOf(envelope, line.message)}`;
  const owner = `transcript#${conversationKey}`;
  const entry = await ledger.begin(key);
  if (entry.kind === 'done' && entry.ref !== owner) return false;
  if (entry.kind !== 'done') await ledger.complete(key, owner);
  const { ticket, message: source, occurredAt } = envelope;
  const place = { conversationKey, message: line.message, occurredAt };
  return !(await traces.add(place, { copies: [{ ticket, source }] }));
}

/**
 * The lines in the agent's language. The customer's are in `translation` already, and taken from there if it still has as
 * many lines; what cannot be had stays as it was said.
 */
export async function translatedTranscript(
  lines: readonly TranscriptLine[],
  translation: NonNullable<MessageEnriched['translation']>,
  translator: Pick<Translator, 'pay' | 'translate'>,
): Promise<TranscriptLine[]> {
  const source = translateCode(translation.source);
  const target = translateCode(translation.target);
  if (source === null || target === null) return [...lines];
  const known = customersLines(lines, translation.text);
  const jobOf = ({ text }: TranscriptLine): TranslationJob => ({
    ...{ text, html: null, source, target },
    language: translation.source,
  });
  const isKnown = ({ speaker }: TranscriptLine) => speaker === 'customer' && known !== null;
  const [first, ...others] = lines.filter((line) => !isKnown(line)).map(jobOf);
  const isPaid = first === undefined || (await translator.pay([first, ...others]));
  const customers = [...(known ?? [])];
  const texts = lines.map((line) => (isKnown(line) ? (customers.shift() ?? line.text) : null));
  return Promise.all(
    lines.map(async (line, index) => {
      const text =
        texts[index] ?? (isPaid ? await translatedText(line.text, jobOf(line), translator) : line.text);
      return { ...line, text };
    }),
  );
}

async function translatedText(
  text: string,
  job: TranslationJob,
  translator: Pick<Translator, 'translate'>,
): Promise<string> {
  const outcome = await translator.translate(job);
  return outcome.kind === 'translated' ? outcome.text : text;
}

/** A translation cut where the customer's lines end; null = the engine has changed the number of lines. */
function customersLines(lines: readonly TranscriptLine[], translated: string): readonly string[] | null {
  const heights = customersText(lines).map((text) => text.split('\n').length);
  const rows = translated.split('\n');
  if (rows.length !== heights.reduce((sum, height) => sum + height, 0)) return null;
  return heights.map((height) => rows.splice(0, height).join('\n'));
}
