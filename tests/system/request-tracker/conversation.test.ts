import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailOf } from '../../support/request-tracker-mails.ts';
import { isRequestTrackerInstalled, type Written } from '../../support/request-tracker-server.ts';
import { openRequestTrackerWorld, type RequestTrackerWorld } from '../../support/request-tracker-world.ts';

const isCi = process.env.CI === 'true';
if (!isRequestTrackerInstalled && !isCi) {
  process.stderr.write('Skipped: request-tracker5, rt5-db-sqlite and rt5-standalone are not installed.\n');
}

describe.skipIf(!isRequestTrackerInstalled && !isCi)('a real Request Tracker', () => {
  let world: RequestTrackerWorld;
  beforeAll(async () => {
    world = await openRequestTrackerWorld();
  });
  afterAll(async () => {
    await world?.stop();
  });

  const notesIn = (history: readonly Written[]) =>
    history.filter(({ type, creator }) => type === 'Comment' && creator === 'dragoman');
  const ticketBySubject = async (subject: string): Promise<string> => {
    const query = new URLSearchParams({ query: `Subject = '${subject}'` });
    const { json } = await world.rt.rest('root', 'GET', `/tickets?${query}`);
    return json.items[0].id;
  };
  const until = <Value>(look: () => Promise<Value>) => vi.waitFor(look, { timeout: 60_000, interval: 250 });

  it('shows the translation of a customer’s mail as a comment, with the fields', async () => {
    // Act
    await world.rt.mailIn(
      mailOf({
        from: 'ana@example.org',
        name: 'Ana García',
        subject: 'Paquete perdido',
        text: 'Hola, ¿dónde está mi pedido #10023456?',
      }),
    );
    const ticket = await ticketBySubject('Paquete perdido');
    const notes = await until(async () => {
      const found = notesIn(await world.rt.historyOf(ticket));
      expect(found).toHaveLength(1);
      return found;
    });

    // Assess
    expect(notes[0]!.parts[0]!.content).toContain('Hello, where is my order #10023456?');
  });
});
