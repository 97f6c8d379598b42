import { describe, expect, it } from 'vitest';
import { parseReplayFile, ReplayFileError } from '../../../../../infra/local/replay/input.ts';

describe('A replay file', () => {
  it('may be as short as a text: everything else has a default', () => {
    const lines = parseReplayFile('{"text":"Hola"}\n\n{"text":"Bonjour","from":"cc"}\n');

    expect(lines).toEqual([
      {
        kind: 'short',
        number: 1,
        text: 'Hola',
        from: 'customer',
        public: true,
        attachments: [],
        deliver: { signature: 'good', ageSeconds: 0, contentType: 'application/json', times: 1 },
      },
      {
        kind: 'short',
        number: 3,
        text: 'Bonjour',
        from: 'cc',
        public: true,
        attachments: [],
        deliver: { signature: 'good', ageSeconds: 0, contentType: 'application/json', times: 1 },
      },
    ]);
  });

  it('takes a webhook body as it comes', () => {
    const [line] = parseReplayFile('{"connector":"zendesk","body":{"type":"zen:event-type:ticket.created"}}');

    expect(line).toMatchObject({ kind: 'raw', number: 1, body: { type: 'zen:event-type:ticket.created' } });
  });

  it('may say that a delivery is lost, and which way it takes', () => {
    const lines = parseReplayFile(
      '{"text":"Hola","deliver":{"times":0}}\n{"text":"Hola","deliver":{"via":"partner-bus"}}',
    );

    expect(lines.map(({ deliver }) => [deliver.times, deliver.via])).toEqual([
      [0, undefined],
      [1, 'partner-bus'],
    ]);
  });

  it('tells several people in copy apart, and an agent’s edit of a field from a message', () => {
    const lines = parseReplayFile(
      '{"text":"Bonjour","ticket":"1","from":"cc","author":"luc"}\n{"ticket":"1","edit":{"field":"language","value":"gl"}}',
    );

    expect(lines).toMatchObject([
      { kind: 'short', number: 1, from: 'cc', author: 'luc' },
      { kind: 'edit', number: 2, ticket: '1', edit: { field: 'language', value: 'gl' } },
    ]);
  });

  it.each([
    ['is not JSON', '{"text":"a"}\n{text}', 'line 2: expected one JSON object per line'],
    ['has no text', '{"subject":"a"}', 'line 1: text: '],
    ['names an unknown sender', '{"text":"a","from":"boss"}', 'line 1: from: '],
    ['has a misspelt key', '{"text":"a","tiket":"1"}', 'line 1: (line): '],
    ['asks for an unknown connector', '{"connector":"fax","body":{}}', 'line 1: connector: '],
    ['delivers too often', '{"text":"a","deliver":{"times":21}}', 'line 1: deliver.times: '],
    ['comes by an unknown way', '{"text":"a","deliver":{"via":"pigeon"}}', 'line 1: deliver.via: '],
    [
      'has a ticket id with a space',
      '{"text":"a","ticket":"1 2"}',
      'line 1: ticket: expected 1 to 64 letters',
    ],
    ['names an author who is not in copy', '{"text":"a","author":"luc"}', 'line 1: author: '],
    ['edits an unknown field', '{"ticket":"1","edit":{"field":"mood","value":"x"}}', 'line 1: edit.field: '],
    ['edits no ticket', '{"edit":{"field":"language","value":"gl"}}', 'line 1: ticket: '],
    ['is empty', '\n\n', 'the file has no lines to play'],
  ])('that %s is refused with line and path', (_title, text, message) => {
    const act = () => parseReplayFile(text);

    expect(act).toThrow(ReplayFileError);
    expect(act).toThrow(message);
  });
});
