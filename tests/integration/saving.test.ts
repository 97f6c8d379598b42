import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { aWorld, notesIn, play, type World } from '../support/world.ts';

const spanish = 'Mi paquete todavía no ha llegado. ¿Dónde está mi pedido #10023456?';
const english = /Where is my order #10023456\?/;

async function inWorld<Result>(
  options: Parameters<typeof aWorld>[0],
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  const world = await aWorld(options);
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}

/** Everything that functions have logged and metered, as text. */
const logsOf = (world: World) =>
  world.journal.entries().flatMap((entry) => (entry.kind === 'log' ? [JSON.stringify(entry.record)] : []));

describe('A text that was translated before', () => {
  it('is paid once, although two customers write it; what was saved is in the output and a metric', async () => {
    await inWorld({}, async (world) => {
      const [first] = await play(world, [{ ticket: '1', text: spanish }]);
      const [second] = await play(world, [{ ticket: '2', text: spanish }]);

      expect(first).toMatchObject({ billedCharacters: 94, savedCharacters: 0 });
      expect(second).toMatchObject({
        translation: first?.translation,
        billedCharacters: 0,
        savedCharacters: 66,
        calls: { translate: 0 },
      });
      expect(notesIn(second)[0]).toMatch(english);
      expect(logsOf(world).filter((record) => record.includes('"SavedCharacters":66'))).toHaveLength(1);
    });
  });

  it('is delivered while Translate is down', async () => {
    await inWorld({}, async (world) => {
      await play(world, [{ ticket: '1', text: spanish }]);
      world.faults.add(['translate:down']);

      const [remembered] = await play(world, [{ ticket: '2', text: spanish }]);

      expect(remembered).toMatchObject({ outcome: 'delivered', gaps: [], engine: [] });
      expect(notesIn(remembered)[0]).toMatch(english);
    });
  });

  it('is delivered also by a function that may not look it up; the log names the trouble, never the text', async () => {
    const edit = (template: any) => {
      const policies = Object.values<any>(template.Resources).filter(
        ({ Type }) => Type === 'AWS::IAM::Policy',
      );
      for (const statement of policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)) {
        const isOther = (resource: any) => !JSON.stringify(resource).includes('Translations');
        const left = [statement.Resource].flat().filter(isOther);
        statement.Resource = left.length > 0 ? left : ['arn:aws:dynamodb:*:*:table/nobody-has-this'];
      }
    };
    await inWorld({ edit }, async (world) => {
      await play(world, [{ ticket: '1', text: spanish }]);
      const [second] = await play(world, [{ ticket: '2', text: spanish }]);

      expect(second).toMatchObject({ outcome: 'delivered', gaps: [] });
      expect(notesIn(second)[0]).toMatch(english);
      const logs = logsOf(world).join('\n');
      expect(logs).toContain('translation-memory-unread');
      expect(logs).toContain('translation-memory-unwritten');
      expect(logs).not.toContain('paquete');
    });
  });

  it('is not kept in an account that says so', async () => {
    await inWorld({ account: { translationMemoryDays: 0 } }, async (world) => {
      await play(world, [{ ticket: '1', text: spanish }]);
      const [second] = await play(world, [{ ticket: '2', text: spanish }]);

      const { endpointUrl, admin, region } = world.stack;
      const db = new DynamoDBClient({ endpoint: endpointUrl, credentials: admin, region });
      const { Count } = await db.send(new ScanCommand({ TableName: 'dragoman-local-translations' }));
      db.destroy();
      expect(second).toMatchObject({ billedCharacters: 94, savedCharacters: 0 });
      expect(Count).toBe(0);
    });
  });
});

describe('An account with a glossary and a tone', () => {
  it('reads its terms in the translation, and the note says which were applied', async () => {
    const [output] = await inWorld({ account: { glossary: 'example' } }, (world) =>
      play(world, [{ ticket: '1', text: 'Hola, quiero usar mi vale regalo en el punto de recogida.' }]),
    );

    expect(output?.translation).toContain('gift voucher');
    expect(output?.translation).toContain('parcel shop');
    expect(notesIn(output)[0]).toContain(
      'glossary: vale regalo → gift voucher, punto de recogida → parcel shop',
    );
  });

  it('keeps its names letter by letter, which the engine would have translated', async () => {
    const text = 'Hola, quiero usar mi vale regalo con Punto de Recogida. ¿Dónde está mi pedido #10023456?';
    const [output] = await inWorld(
      { engine: 'pseudo', account: { keepTerms: ['vale regalo', 'Punto de Recogida'] } },
      (world) => play(world, [{ ticket: '1', subject: 'Punto de Recogida', text }]),
    );

    expect(output).toMatchObject({ outcome: 'delivered', gaps: [] });
    expect(output?.translation).toBe(
      '⟦en:Hola, quiero usar mi⟧ vale regalo ⟦en:con⟧ Punto de Recogida⟦en:. ¿Dónde está mi pedido⟧ #10023456⟦en:?⟧',
    );
    expect(notesIn(output)[0]).toContain('vale regalo');
  });

  it('does not apply it between languages that it lacks', async () => {
    const [output] = await inWorld({ account: { glossary: 'example' }, agentLanguage: 'pl' }, (world) =>
      play(world, [{ ticket: '1', text: 'Hola, quiero usar mi vale regalo en el punto de recogida.' }]),
    );

    expect(output).toMatchObject({ outcome: 'delivered', gaps: [] });
    expect(notesIn(output)[0]).not.toContain('glossary');
  });

  it('has swear words masked where the language supports it', async () => {
    const [output] = await inWorld(
      { engine: 'pseudo', account: { tone: { '*': { maskProfanity: true, formality: 'formal' } } } },
      (world) => play(world, [{ ticket: '1', text: 'Wo ist mein Paket? Ich warte seit Wochen, verdammt!' }]),
    );

    expect(output?.translation).toBe('⟦en:Wo ist mein Paket? Ich warte seit Wochen, ?$#@$!⟧');
  });
});
