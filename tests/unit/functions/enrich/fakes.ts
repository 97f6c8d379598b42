import type { AccountSettings } from '../../../../connectors/account.ts';
import type { Sentiment } from '../../../../events/message-enriched.v1.ts';
import {
  type CompleteMessage,
  type MessageReceived,
  messageReceived,
} from '../../../../events/message-received.v1.ts';
import {
  type ConversationMemory,
  emptyMemory,
  type MemoryStore,
} from '../../../../functions/_shared/conversation/memory.ts';
import type { Ledger } from '../../../../functions/_shared/ledger.ts';
import type {
  Budget,
  EngineRequest,
  ServiceAnswer,
  Services,
} from '../../../../functions/_shared/services/ports.ts';
import {
  createTranslationMemory,
  type StoredTranslation,
  type TranslationMemory,
} from '../../../../functions/_shared/translate/translation-memory.ts';
import { type EnrichFacts, type EnrichPorts, enrichMessage } from '../../../../functions/enrich/enrich.ts';
import type { WholeMessage } from '../../../../functions/enrich/whole-message.ts';
import { anAccount } from '../../../support/factories.ts';
import { mapTraces } from '../../../support/map-traces.ts';

export const ok = <Value>(value: Value): ServiceAnswer<Value> => ({ ok: true, value, attempts: 1 });
export const broken = { ok: false, failure: 'transient', attempts: 3 } as const;

export const neutral: Sentiment = {
  label: 'NEUTRAL',
  scores: { positive: 0.05, negative: 0.05, neutral: 0.9, mixed: 0 },
};
export const furious: Sentiment = {
  label: 'NEGATIVE',
  scores: { positive: 0.01, negative: 0.97, neutral: 0.02, mixed: 0 },
};

export type FakeServices = Services & {
  /** Every call in order: `translate es>en Hola`, `detect …`, `sentiment es …`, `intent en_US …`. */
  readonly calls: string[];
};

/** Services that answer as told and remember what they were asked. Spanish, confident, neutral, no intent unless told. */
export function fakeServices(answers: Partial<Services> = {}): FakeServices {
  const calls: string[] = [];
  const told: Services = {
    translate: async ({ text, source, target }: EngineRequest) =>
      ok({ text: `${target}:${text}`, source: source === 'auto' ? 'es' : source, terms: [] }),
    detectLanguage: async () => ok([{ code: 'es', score: 0.99 }]),
    detectSentiment: async () => ok(neutral),
    recogniseIntent: async () => ok([{ intent: 'FallbackIntent', score: null }]),
    ...answers,
  };
  return {
    calls,
    translate: (request) => {
      calls.push(`translate ${request.source}>${request.target} ${request.text}`);
      return told.translate(request);
    },
    detectLanguage: (text) => {
      calls.push(`detect ${text}`);
      return told.detectLanguage(text);
    },
    detectSentiment: (text, language) => {
      calls.push(`sentiment ${language} ${text}`);
      return told.detectSentiment(text, language);
    },
    recogniseIntent: (text, locale) => {
      calls.push(`intent ${locale} ${text}`);
      return told.recogniseIntent(text, locale);
    },
  };
}

export const detects = (code: string, score = 0.99): Pick<Services, 'detectLanguage'> => ({
  detectLanguage: async () => ok([{ code, score }]),
});
export const intends = (intent: string, score: number): Pick<Services, 'recogniseIntent'> => ({
  recogniseIntent: async () => ok([{ intent, score }]),
});
export const feels = (sentiment: Sentiment): Pick<Services, 'detectSentiment'> => ({
  detectSentiment: async () => ok(sentiment),
});

/** A customer's complete message on ticket 5158. */
export function aMessage(
  content: Partial<Omit<CompleteMessage, 'kind'>> = {},
  changes: {
    subject?: string | null;
    locale?: string | null;
    priority?: string | null;
    message?: string;
    at?: string;
    agentLanguage?: string;
  } = {},
): WholeMessage {
  const received = messageReceived.examples[0];
  return {
    envelope: {
      eventId: '9b5d4d3a-6c1e-5c0f-8d55-2f6f0c0b7a11',
      correlationId: received.correlationId,
      causationId: received.eventId,
      attempt: 1,
      occurredAt: changes.at ?? '2026-01-09T08:21:07.394Z',
      connector: 'zendesk',
      account: '22129848',
      ticket: '5158',
      message: changes.message ?? '8447388090777',
      conversationKey: 'zendesk:22129848:5158',
      customerKey: 'zendesk:22129848:8447388090494',
      agentLanguage: changes.agentLanguage ?? 'en',
    },
    ticketFacts: {
      ...received.ticketFacts,
      subject: changes.subject ?? null,
      requesterLocale: changes.locale ?? null,
      priority: changes.priority === undefined ? 'normal' : changes.priority,
      tags: [],
    },
    content: {
      author: { id: '8447388090494', role: 'requester' },
      text: '¿Dónde está mi pedido? Lo espero desde hace semanas.',
      html: null,
      attachmentCount: null,
      channel: 'email',
      isFirst: false,
      machineMade: null,
      ...content,
    },
  };
}

export function fakeLedger(): Ledger & { readonly done: Set<string> } {
  const done = new Set<string>();
  return {
    done,
    begin: async (key) => (done.has(key) ? { kind: 'done', ref: 'x', data: {} } : { kind: 'first' }),
    complete: async (key) => {
      done.add(key);
    },
    release: async () => {},
  };
}

export function fakeMemory(
  start: Partial<ConversationMemory> = {},
): MemoryStore & { now(): ConversationMemory } {
  let memory: ConversationMemory = { ...emptyMemory, ...start };
  return {
    now: () => memory,
    read: async () => memory,
    update: async (_key, change) => {
      const changed = change(memory);
      memory = changed.memory ?? memory;
      return changed.result;
    },
  };
}

export function fakeBudget(characters = 1_000_000): Budget & { left(): number } {
  let left = characters;
  return {
    left: () => left,
    take: async (_spender, wanted) => {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    giveBack: async (_spender, returned) => {
      left += returned;
    },
  };
}

/** A translation memory over a table that works until it is told to fail. */
export function fakeTranslations(): TranslationMemory & {
  readonly rows: Map<string, StoredTranslation>;
  readonly problems: string[];
  fails: boolean;
} {
  const rows = new Map<string, StoredTranslation>();
  const problems: string[] = [];
  const answer = async <Value>(value: () => Value): Promise<Value> => {
    if (translations.fails) throw new Error('no table');
    return value();
  };
  const translations = {
    rows,
    problems,
    fails: false,
    ...createTranslationMemory({
      store: {
        read: (key) => answer(() => rows.get(key) ?? null),
        write: (key, stored) => answer(() => void rows.set(key, stored)),
        delete: (key) => answer(() => void rows.delete(key)),
      },
      now: () => new Date('2026-01-09T08:21:10Z'),
      // Nothing is kept beside the table.
      maxBytes: 0,
      onProblem: (code) => problems.push(code),
    }),
  };
  return translations;
}

/** Everything around one message, ready to be enriched. */
export function aBench(
  options: {
    services?: Partial<Services>;
    settings?: Partial<AccountSettings>;
    memory?: Partial<ConversationMemory>;
    budget?: number;
    lexLocales?: Record<string, string>;
    glossaries?: EnrichFacts['glossaries'];
  } = {},
) {
  const services = fakeServices(options.services);
  const memory = fakeMemory(options.memory);
  const budget = fakeBudget(options.budget);
  const ledger = fakeLedger();
  const translations = fakeTranslations();
  const published: Parameters<EnrichPorts['publish']>[0][] = [];
  const settings = anAccount(options.settings);
  const publishedAgain: MessageReceived[] = [];
  const ports: EnrichPorts = {
    services,
    translations,
    memory,
    budget,
    ledger,
    traces: mapTraces(),
    publish: async (event) => {
      published.push(event);
    },
    publishReceived: async (event) => {
      publishedAgain.push(event);
    },
    now: () => new Date('2026-01-09T08:21:10Z'),
    onDuration: () => {},
  };
  const { lexLocales = { en: 'en_US' }, glossaries = {} } = options;
  const enrich = (message: WholeMessage, mayWait = true, fresh = false) =>
    enrichMessage(message, { settings, lexLocales, glossaries, mayWait, fresh }, ports);
  /** Enriches and gives the event; fails the test if there is none. */
  const event = async (message: WholeMessage, mayWait = true, fresh = false) => {
    const outcome = await enrich(message, mayWait, fresh);
    if (outcome.kind !== 'enriched') throw new Error(`expected an event, got ${JSON.stringify(outcome)}`);
    return outcome.event;
  };
  return {
    enrich,
    event,
    services,
    memory,
    budget,
    ledger,
    translations,
    published,
    publishedAgain,
    ports,
  };
}
