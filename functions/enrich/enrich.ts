import type { AccountSettings } from '../../connectors/account.ts';
import { conversationKeyOf } from '../../events/ids.ts';
import { type MessageEnriched, messageEnriched } from '../../events/message-enriched.v1.ts';
import type { MessageReceived } from '../../events/message-received.v1.ts';
import { withinCap } from '../_shared/budget/caps.ts';
import { followUpMemory, isUnmet } from '../_shared/conversation/inherit.ts';
import { knownLanguages } from '../_shared/conversation/known-languages.ts';
import type { ConversationMemory, MemoryStore } from '../_shared/conversation/memory.ts';
import { readAgain } from '../_shared/conversation/read-again.ts';
import { tagOfServiceCode } from '../_shared/language/codes.ts';
import { readLanguage } from '../_shared/language/read.ts';
import type { Ledger } from '../_shared/ledger.ts';
import type { LatencyStep } from '../_shared/runtime.ts';
import type { DeployedGlossary } from '../_shared/services/engine-options.ts';
import { metered } from '../_shared/services/metered.ts';
import type { Budget, Services, Spender } from '../_shared/services/ports.ts';
import { maskedForReading } from '../_shared/text/guard.ts';
import { hasLetters, letterCount } from '../_shared/text/letters.ts';
import type { TranslationMemory } from '../_shared/translate/translation-memory.ts';
import { createTranslator, type Translator } from '../_shared/translate/translator.ts';
import { forget } from '../_shared/withdrawal/forget.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { type Cleaned, clean } from './cleaning/clean.ts';
import { machineKindOf } from './cleaning/machine.ts';
import { type Interpreted, interpret } from './interpret.ts';
import { planFor } from './plan.ts';
import { chatAfter, isOvertakenByCorrection, remember, replyLanguageFor } from './remember.ts';
import { claimTranscript, translatedTranscript } from './transcript.ts';
import type { WholeMessage } from './whole-message.ts';

export type EnrichPorts = Readonly<{
  services: Services;
  translations: TranslationMemory;
  budget: Budget;
  ledger: Ledger;
  memory: MemoryStore;
  traces: Traces;
  publish: (event: MessageEnriched) => Promise<void>;
  /** Puts a message into this very queue once more, by way of the bus. */
  publishReceived: (event: MessageReceived) => Promise<void>;
  now: () => Date;
  onDuration: (step: LatencyStep, ms: number) => void;
}>;

export type EnrichFacts = Readonly<{
  settings: AccountSettings;
  lexLocales: Readonly<Record<string, string>>;
  /** By their names in the settings. */
  glossaries: Readonly<Record<string, DeployedGlossary>>;
  /** Translate anew what has been translated before. */
  fresh?: boolean;
  /** Whether the message has not waited too long yet to wait on for its translation. */
  mayWait: boolean;
}>;

export type EnrichOutcome = Readonly<
  | { kind: 'enriched'; event: MessageEnriched }
  | { kind: 'skipped'; reason: 'duplicate' | 'machine-mail' | 'empty' | 'withdrawn' }
  | { kind: 'retry-later' }
>;

/** What is read of a message: cleaned, and cut at the cap. */
type Readable = Readonly<{
  cleaned: Cleaned;
  text: string;
  html: string | null;
  charactersOverCap: number;
  letters: number;
  /** The text is the new ticket's subject: its message is files or emoji alone. */
  isSubject: boolean;
}>;

/**
 * Makes a whole message readable, once per message and attempt. The order at the end (event, memory, ledger) makes a
 * death at any point harmless: the next try publishes the same event id, which write-back knows. What is withdrawn while it
 * is being read is forgotten at the end, and write-back does not show it.
 */
export async function enrichMessage(
  received: WholeMessage,
  facts: EnrichFacts,
  ports: EnrichPorts,
): Promise<EnrichOutcome> {
  const { envelope } = received;
  if (await forgetWithdrawn(envelope, ports)) return { kind: 'skipped', reason: 'withdrawn' };
  const ledgerKey = `enrich:${envelope.eventId}`;
  if ((await ports.ledger.begin(ledgerKey)).kind === 'done') {
    await rememberChat(received, ports.memory);
    return { kind: 'skipped', reason: 'duplicate' };
  }
  const message = await claimTranscript(received, ports);
  const { content, ticketFacts } = message;
  const subject = content.isFirst ? ticketFacts.subject : null;
  const cleaned = clean({ text: content.text, html: content.html, subject });
  if (machineKindOf({ flagged: content.machineMade, subject, text: cleaned.text }) !== null) {
    return { kind: 'skipped', reason: 'machine-mail' };
  }
  const readable = readableOf(cleaned, subject, facts.settings);
  if (!hasLetters(readable.text)) {
    await rememberChat(message, ports.memory);
    return { kind: 'skipped', reason: 'empty' };
  }

  const memory = await memoryBefore(message, ports.memory);
  const meter = metered(ports.services, {
    nowMs: () => ports.now().getTime(),
    onDuration: ports.onDuration,
  });
  const translator = translatorFor(message, facts, { ...ports, services: meter.services });
  const outcome = await interpretMessage(message, readable, memory, facts, {
    services: meter.services,
    translator,
  });
  const translation = outcome.kind === 'try-later' ? null : outcome.value.translation;
  const transcript = await transcriptOf(message, translation, translator);
  await translator.settle();
  if (outcome.kind === 'try-later') {
    await ports.ledger.release(ledgerKey);
    return { kind: 'retry-later' };
  }
  const usage = { ...meter.usage(), savedCharacters: translator.savedCharacters() };
  const event = { ...eventOf(message, readable, outcome.value, memory, facts, usage), ...transcript };
  await ports.publish(event);
  const now = await rememberMessage(message, readable, event, facts, ports.memory);
  const again = isOvertakenByCorrection(event, now) ? readAgain(event, now, { fresh: false }) : null;
  const isWithdrawn = await forgetWithdrawn(envelope, ports);
  if (again !== null && !isWithdrawn) await ports.publishReceived(again);
  await ports.ledger.complete(ledgerKey, event.eventId);
  return { kind: 'enriched', event };
}

/** True = the message has been withdrawn, and our tables know nothing of it any more. */
async function forgetWithdrawn(envelope: WholeMessage['envelope'], ports: EnrichPorts): Promise<boolean> {
  const by = await ports.traces.withdrawnBy(envelope);
  if (by !== null) await forget(envelope, by, ports);
  return by !== null;
}

/** Who sends files or emoji alone often says in the subject what it is about: then that is what there is to read. */
function readableOf(cleaned: Cleaned, subject: string | null, { caps }: AccountSettings): Readable {
  const isSubject = subject !== null && !hasLetters(cleaned.text);
  const whole = isSubject ? subject : cleaned.text;
  const { text, charactersOverCap } = withinCap(whole, caps.charactersPerMessage);
  // The cap is on characters of text: what is over it goes without markup.
  const html = isSubject || charactersOverCap > 0 ? null : cleaned.html;
  return { cleaned, text, html, charactersOverCap, letters: letterCount(text), isSubject };
}

/** All that was said before people took over, if this is that message and it has a translation. */
async function transcriptOf(
  { transcript }: WholeMessage,
  translation: MessageEnriched['translation'],
  translator: Translator,
): Promise<Pick<MessageEnriched, 'transcript'>> {
  if (transcript === undefined || translation === null) return {};
  return { transcript: await translatedTranscript(transcript, translation, translator) };
}

function translatorFor(
  { envelope, content }: WholeMessage,
  { settings, glossaries, fresh = false }: EnrichFacts,
  { services, translations, budget, traces, now }: EnrichPorts,
): Translator {
  const { connector, account } = envelope;
  const spender: Spender = {
    connector,
    account,
    requester: content.author.id,
    at: now(),
    charactersPerDay: settings.caps.charactersPerDay,
    charactersPerRequesterPerHour: settings.caps.charactersPerRequesterPerHour,
  };
  const glossary = settings.glossary === null ? null : (glossaries[settings.glossary] ?? null);
  return createTranslator({
    engine: services.translate,
    memory: translations,
    scope: `${connector}:${account}`,
    settings: { ...settings, glossary },
    take: (characters) => budget.take(spender, characters),
    giveBack: (characters) => budget.giveBack(spender, characters),
    traceKey: (key) => traces.add(envelope, { translationKeys: [key] }),
    fresh,
  });
}

/** What is remembered of the conversation; a follow-up ticket begins with what the closed one told of its people. */
async function memoryBefore(
  { envelope, ticketFacts }: WholeMessage,
  store: MemoryStore,
): Promise<ConversationMemory> {
  const { connector, account, conversationKey } = envelope;
  const known = await store.read(conversationKey);
  const { followUpOf } = ticketFacts;
  if (followUpOf === null || followUpOf === undefined || !isUnmet(known)) return known;
  const inherited = followUpMemory(await store.read(conversationKeyOf(connector, account, followUpOf)));
  return store.update(conversationKey, (now) =>
    isUnmet(now) && !isUnmet(inherited)
      ? { memory: inherited, result: inherited }
      : { memory: null, result: now },
  );
}

/** Whether an agent has stopped the notes of this conversation; what an agent asks for is done all the same. */
const isPaused = ({ isAskedFor = false }: WholeMessage, { pause }: ConversationMemory) =>
  pause?.value === true && !isAskedFor;

async function interpretMessage(
  message: WholeMessage,
  { text, html, letters, isSubject }: Readable,
  memory: ConversationMemory,
  { settings, lexLocales, mayWait }: EnrichFacts,
  { services, translator }: Readonly<{ services: Services; translator: Translator }>,
) {
  const { envelope, content, ticketFacts } = message;
  const known = {
    ...knownLanguages(memory, content.author, { at: envelope.occurredAt, message: envelope.message }),
    locale:
      content.author.role === 'requester' && ticketFacts.requesterLocale !== null
        ? tagOfServiceCode(ticketFacts.requesterLocale)
        : null,
  };
  const { agentLanguage } = envelope;
  const { reading, weighed, detectionAnswered } = await readLanguage(
    { text: maskedForReading(text), letters, agentLanguage },
    known,
    limitsOf(settings),
    services.detectLanguage,
  );
  const { subject } = ticketFacts;
  return interpret(
    {
      text,
      html,
      subject: content.isFirst && !isSubject && subject !== null && hasLetters(subject) ? subject : null,
      reading,
      weighed,
      detectionAnswered,
      known,
      agentLanguage,
      isShort: letters < settings.shortTextLetters,
      englishPivot: settings.englishPivot,
      intentThreshold: settings.thresholds.intent,
      lexLocales,
      mayWait,
      isPaused: isPaused(message, memory),
    },
    { services, translator },
  );
}

const limitsOf = ({ thresholds, shortTextLetters }: AccountSettings) => ({
  confident: thresholds.language,
  shortTextLetters,
});

function eventOf(
  message: WholeMessage,
  { cleaned, text, charactersOverCap, letters, isSubject }: Readable,
  read: Interpreted,
  memory: ConversationMemory,
  { settings }: EnrichFacts,
  usage: MessageEnriched['usage'],
): MessageEnriched {
  const { envelope, content, ticketFacts, replaces } = message;
  const { author, attachmentCount, conversation } = content;
  const interpreted = isSubject ? { ...read, subjectTranslation: read.translation?.text ?? null } : read;
  const { gaps, languageEvidence, ...known } = interpreted;
  const replyLanguage = replyLanguageFor(memory, {
    author,
    language: known.language,
    requester: ticketFacts.requester,
  });
  return {
    ...envelope,
    type: messageEnriched.detailType,
    author,
    text,
    ...known,
    languageEvidence: [...languageEvidence],
    gaps: [...gaps],
    cut: cleaned.cut,
    charactersOverCap,
    attachmentCount,
    ...(replyLanguage === null ? {} : { replyLanguage }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(replaces === undefined ? {} : { replaces }),
    plan: planFor({
      text,
      isShort: letters < settings.shortTextLetters,
      author,
      stamp: { at: envelope.occurredAt, message: envelope.message },
      isReadAgain: envelope.attempt > 1,
      ticketFacts,
      interpreted,
      memory,
      settings,
      isPaused: isPaused(message, memory),
    }),
    usage,
  };
}

/** An emoji says nothing to be read, but where the customer is; so does a message that the chat's beginning has shown already. */
async function rememberChat({ envelope, content }: WholeMessage, store: MemoryStore): Promise<void> {
  const { conversation } = content;
  if (conversation === undefined) return;
  const stamp = { at: envelope.occurredAt, message: envelope.message };
  await store.update(envelope.conversationKey, (memory) => {
    const { chat } = chatAfter(memory, stamp, conversation);
    return { memory: chat === undefined ? null : { ...memory, chat }, result: undefined };
  });
}

async function rememberMessage(
  { envelope, ticketFacts }: WholeMessage,
  { letters }: Readable,
  event: MessageEnriched,
  { settings }: EnrichFacts,
  store: MemoryStore,
): Promise<ConversationMemory> {
  return store.update(envelope.conversationKey, (before) => {
    const memory = remember(before, {
      stamp: { at: envelope.occurredAt, message: envelope.message },
      letters,
      limits: limitsOf(settings),
      changeThreshold: settings.thresholds.intentChange,
      event,
      ticketPriority: ticketFacts.priority,
      overBudget: event.gaps.includes('budget'),
    });
    return { memory, result: memory };
  });
}
