import { expect, it } from 'vitest';
import type { PastMessage } from '../../../../connectors/contract.ts';
import { agentCommand } from '../../../../events/agent-command.v1.ts';
import type { ConversationMemory } from '../../../../functions/_shared/conversation/memory.ts';
import { digestOf } from '../../../../functions/reply/digest.ts';
import { createTongues } from '../../../../functions/reply/tongue.ts';
import { anAccount } from '../../../support/factories.ts';
import { scriptedClient } from '../../../support/helpdesk-double.ts';
import { aBench } from '../enrich/fakes.ts';

const ana = '8447388090494';
const said = (message: string, occurredAt: string, text: string, author = ana): PastMessage => ({
  ...{ message, occurredAt, author, role: author === ana ? 'requester' : 'participant', text, html: null },
});
const french = said('1', '2026-01-09T08:00:00Z', 'Où est ma commande ? Je l’attends depuis trois semaines.');
const english = said('2', '2026-01-09T08:10:00Z', 'Where is my order? I have been waiting for three weeks.');
const misread = said('3', '2026-01-09T08:20:00Z', 'Cadê a encomenda que eu fiz?');
const german = said('4', '2026-01-09T08:25:00Z', 'Wo ist meine Bestellung? Ich warte seit Wochen.', '78');
const next = said('5', '2026-01-09T08:40:00Z', 'E agora, tudo certo?');
const correction: ConversationMemory['correction'] = {
  value: 'pt',
  stamp: { at: '2026-01-09T08:30:00Z', message: 'field:01JQMQH83YNAKWSWJ8B1QH2NSC' },
};

/** What `#history` has translated, and into which language the note says each message was in. */
async function digest(messages: readonly PastMessage[]) {
  const { services, ports } = aBench({
    memory: { correction },
    services: {
      detectLanguage: async () => ({ ok: true, value: [{ code: 'gl', score: 0.9 }], attempts: 1 }),
    },
  });
  const settings = anAccount();
  const event = {
    ...agentCommand.examples[0],
    ...{ message: '6', occurredAt: '2026-01-09T09:00:00Z', command: { name: 'history', count: 10 } as const },
  };
  const tongue = createTongues({ ...ports, glossaries: {} })(settings, null, event);
  const client = {
    ...scriptedClient().client,
    history: async () => ({ kind: 'history', messages }) as const,
  };
  const made = await digestOf(event, 10, settings, { ...ports, ...tongue, client });
  const titles = made.kind === 'digest' ? made.event.blocks.join('\n').match(/UTC[^<]*/g) : null;
  const translated = services.calls.filter((call) => call.startsWith('translate'));
  return { titles, translated: translated.map((call) => call.split(' ')[1]) };
}

it('a correction counts from the message on that it had read again; what is older keeps its own language', async () => {
  const { titles, translated } = await digest([french, english, misread, german, next]);

  expect(titles).toEqual([
    'UTC · French',
    'UTC · English',
    'UTC · Portuguese',
    'UTC · German',
    'UTC · Portuguese',
  ]);
  expect(translated.sort()).toEqual(['de>en', 'fr>en', 'pt>en', 'pt>en']);
});

it('a correction counts for every message where all came after it, as in a follow-up', async () => {
  const { titles } = await digest([next, said('6', '2026-01-09T08:50:00Z', 'Alguém pode me ajudar?')]);

  expect(titles).toEqual(['UTC · Portuguese', 'UTC · Portuguese']);
});
