import { describe, expect, it } from 'vitest';
import { catalogue } from '../../events/catalogue.ts';
import { EventShapeError } from '../../events/define.ts';
import { messageReceived } from '../../events/message-received.v1.ts';

describe('The event catalogue', () => {
  it('lists each detail-type once, with its major version in the name', () => {
    expect(catalogue.map((contract) => contract.detailType)).toEqual([
      'message.received.v1',
      'message.enriched.v1',
      'reply.requested.v1',
      'agent.command.v1',
      'content.withdrawn.v1',
      'reply.translated.v1',
      'note.prepared.v1',
      'writeback.completed.v1',
      'message.parked.v1',
    ]);
  });

  it('archives only what a replay can start from', () => {
    const archived = catalogue.filter((contract) => contract.archived).map((contract) => contract.detailType);

    expect(archived).toEqual(['message.received.v1', 'reply.requested.v1', 'agent.command.v1']);
  });

  it.each(catalogue)('$detailType: every example is valid and survives the way over the bus', (contract) => {
    for (const example of contract.examples) {
      expect(contract.parse(JSON.parse(JSON.stringify(example)))).toEqual(example);
    }
  });

  it.each(catalogue)('$detailType: an unknown field of a newer minor version is tolerated', (contract) => {
    expect(contract.parse({ ...contract.examples[0], addedLater: true })).toEqual(contract.examples[0]);
  });

  it.each(catalogue)(
    '$detailType: carries no clock, no random and no trace: its id follows from the message',
    (contract) => {
      const names = Object.keys(contract.examples[0]);

      expect(names).not.toContain('publishedAt');
      expect(names).not.toContain('traceId');
      expect(contract.examples[0].eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    },
  );
});

describe('An event of the wrong shape', () => {
  const good = messageReceived.examples[0];
  it.each([
    ['a missing account', { ...good, account: undefined }, 'account'],
    ['an empty ticket', { ...good, ticket: '' }, 'ticket'],
    ['another type', { ...good, type: 'message.received.v2' }, 'type'],
    ['an event id that is no UUID', { ...good, eventId: 'abc' }, 'eventId'],
    ['attempt 0', { ...good, attempt: 0 }, 'attempt'],
    ['a time that is none', { ...good, occurredAt: 'yesterday' }, 'occurredAt'],
    ['a language that is no tag', { ...good, agentLanguage: 'English' }, 'agentLanguage'],
    ['an empty language', { ...good, agentLanguage: '' }, 'agentLanguage'],
    [
      'an agent as author',
      { ...good, content: { ...good.content, author: { id: '1', role: 'agent' } } },
      'content.author.role',
    ],
  ])('%s is refused, naming the path and never the value', (_title, detail, path) => {
    const act = () => messageReceived.parse(detail);

    expect(act).toThrow(EventShapeError);
    expect(act).toThrow(new RegExp(`^message\\.received\\.v1: ${path.replaceAll('.', '\\.')}: `));
    expect(act).not.toThrow(/Hola|yesterday|abc/);
  });

  it('cannot be published either', () => {
    expect(() => messageReceived.entry({ ...good, ticket: '' })).toThrow(EventShapeError);
  });
});

describe('A contract gives its rule pattern', () => {
  it('that leaves out archive replays unless it is meant for them', () => {
    expect(messageReceived.pattern()).toEqual({
      source: ['dragoman'],
      'detail-type': ['message.received.v1'],
      'replay-name': [{ exists: false }],
    });
    expect(messageReceived.pattern({ replays: true, detail: { connector: ['zendesk'] } })).toEqual({
      source: ['dragoman'],
      'detail-type': ['message.received.v1'],
      detail: { connector: ['zendesk'] },
    });
  });
});
