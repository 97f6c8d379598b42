import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPreviews } from '../../../../functions/reply/previews.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('memory');
});
afterAll(() => tables.stop());

const previews = () =>
  createPreviews({ db: tables.db, table: 'memory', now: () => new Date('2026-01-09T08:00:00Z') });
const by = (message: string) => ({ at: '2026-01-09T08:30:00Z', message });
const shown = (html: string) => ({
  stamp: by('900'),
  html,
  text: 'Hola',
  language: 'es',
  attachments: [],
});

describe('The last preview of a conversation', () => {
  it('is nothing where there was none', async () => {
    expect(await previews().take('zendesk:1:1', by('901'))).toBeNull();
  });

  it('is the last of several, and goes to the note that takes it first', async () => {
    // Prepare
    await previews().keep('zendesk:1:2', shown('<p>Adiós</p>'));
    await previews().keep('zendesk:1:2', shown('<p>Hola</p>'));

    // Act
    const first = await previews().take('zendesk:1:2', by('901'));
    const second = await previews().take('zendesk:1:2', by('902'));

    // Assess
    expect([first?.html, second]).toEqual(['<p>Hola</p>', null]);
  });

  it('is had again by the same note, delivered a second time', async () => {
    await previews().keep('zendesk:1:3', shown('<p>Hola</p>'));
    await previews().take('zendesk:1:3', by('901'));

    const again = await previews().take('zendesk:1:3', by('901'));

    expect(again?.html).toBe('<p>Hola</p>');
  });

  it('is there anew after a further preview', async () => {
    await previews().keep('zendesk:1:4', shown('<p>Hola</p>'));
    await previews().take('zendesk:1:4', by('901'));
    await previews().keep('zendesk:1:4', shown('<p>Buenas</p>'));

    const taken = await previews().take('zendesk:1:4', by('902'));

    expect(taken?.html).toBe('<p>Buenas</p>');
  });

  it('waits until a note has taken it, and anew after a further one', async () => {
    const waits = () => previews().isWaiting('zendesk:1:8');
    const before = await waits();
    await previews().keep('zendesk:1:8', shown('<p>Hola</p>'));
    const shownOnce = await waits();
    await previews().take('zendesk:1:8', by('901'));
    const taken = await waits();
    await previews().keep('zendesk:1:8', shown('<p>Buenas</p>'));

    expect([before, shownOnce, taken, await waits()]).toEqual([false, true, false, true]);
  });

  it('is another conversation’s own', async () => {
    await previews().keep('zendesk:1:5', shown('<p>Hola</p>'));

    expect(await previews().take('zendesk:1:6', by('901'))).toBeNull();
  });
});
