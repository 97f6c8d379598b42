import { describe, expect, it } from 'vitest';
import { agent, type Desk, type DeskOptions, openDesk } from '../../support/desk.ts';
import { ok } from '../functions/enrich/fakes.ts';

const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';
const thanks = 'Thanks, your order ships today.';

/** A desk on which the customer has asked something in Spanish. */
async function askedDesk(options: DeskOptions = {}): Promise<Desk> {
  const desk = await openDesk(options);
  await desk.customerWrites(spanish);
  return desk;
}

/** Zendesk writes a direction into each paragraph that comes without markup. */
const htmlOf = (desk: Desk) => desk.answers().map(({ html }) => html.replaceAll(' dir="auto"', ''));
const statusOf = (desk: Desk) => desk.standIn.ticket('35').status;
const tagsOf = (desk: Desk) => desk.standIn.ticket('35').tags;
const setStatus = (desk: Desk, status: 'pending' | 'solved' | 'hold') =>
  desk.standIn.setStatusByAgent('35', { agentId: agent.id, status }, { deliver: false });

const image = { name: 'map.png', contentType: 'image/png', inline: true, base64: 'iVBORw==' };
const invoice = { name: 'invoice.pdf', contentType: 'application/pdf', base64: 'JVBERg==' };

describe('`#translate …` (alias `#t`): sends the rest publicly in the requester’s language, as that agent, with the note’s attachments and inline images; `#translate:it` overrides the language (code or name)', () => {
  it('sends the rest publicly in the requester’s language, as that agent', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate ${thanks}`);

    expect(desk.answers()).toEqual([{ authorId: agent.id, html: `<p>es:${thanks}</p>`, attachments: [] }]);
  });

  it('with the note’s attachments and inline images, which are files of the answer now', async () => {
    // Prepare
    const desk = await askedDesk();

    // Act
    await desk.agentWrites(`#translate ${thanks}`, {
      html: `<p>#translate ${thanks}</p><p><img src="cid:map.png"></p>`,
      attachments: [image, invoice],
    });

    // Assess
    const [note] = desk.standIn.ticket('35').comments.filter((comment) => comment.plain.startsWith('#'));
    const [answer] = desk.answers();
    expect(answer?.attachments.map(({ fileName, size }) => [fileName, size])).toEqual([
      ['map.png', 4],
      ['invoice.pdf', 4],
    ]);
    const tokens = answer?.attachments.map(({ token }) => token) ?? [];
    expect(note?.attachments.map(({ token }) => token).filter((token) => tokens.includes(token))).toEqual([]);
    expect(answer?.html).toContain(`/attachments/token/${tokens[0]}/?name=map.png`);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('a file alone is an answer, too', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#translate', { attachments: [invoice] });

    expect(desk.answers()[0]?.attachments.map(({ fileName }) => fileName)).toEqual(['invoice.pdf']);
  });

  it.each([
    ['alias `#t`', '#t', 'es'],
    ['overrides the language: code', '#translate:it', 'it'],
    ['overrides the language: code with a region', '#t:pt-BR', 'pt'],
    ['overrides the language: name in English', '#translate:French', 'fr'],
    ['overrides the language: its own name', '#translate:Français', 'fr'],
    ['overrides the language: capitals', '#TRANSLATE:IT', 'it'],
  ])('%s', async (_, command, target) => {
    const desk = await askedDesk();

    await desk.agentWrites(`${command} ${thanks}`);

    expect(htmlOf(desk)).toEqual([`<p>${target}:${thanks}</p>`]);
  });

  it('keeps the markup of the note', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate ${thanks}`, {
      html: '<p>#translate Thanks, your <b>order</b> ships <a href="https://shop.example.com/track">today</a>.</p>',
    });

    expect(htmlOf(desk)).toEqual([
      '<p>es:Thanks, your <b>order</b> ships <a href="https://shop.example.com/track">today</a>.</p>',
    ]);
  });

  it('leaves what stands between three asterisks as it is, without the asterisks', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#translate Thanks, your ***Fast Lane*** order ships today.');

    expect(desk.services.calls.filter((call) => call.includes('en>es')).join()).not.toContain('Fast Lane');
    expect(htmlOf(desk)[0]).toContain('Fast Lane');
    expect(htmlOf(desk)[0]).not.toContain('*');
  });

  it('goes out once, however often Zendesk tells of the note', async () => {
    const desk = await askedDesk();
    const body = await desk.agentWrites(`#translate ${thanks}`);

    await desk.deliver(body);

    expect(desk.answers()).toHaveLength(1);
  });

  it('reads the language of a conversation that began before Dragoman came in what the customer wrote', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish, { goesOn: false });

    await desk.agentWrites(`#translate ${thanks}`);

    expect(htmlOf(desk)).toEqual([`<p>es:${thanks}</p>`]);
  });
});

describe('`#preview …`: shows the agent the translation and its back-translation; where the language has no formality setting, says so', () => {
  it('shows the agent the translation and its back-translation, and nothing goes out', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#preview ${thanks}`);

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toBe(
      '<p dir="ltr"><strong>The customer would read (Spanish):</strong></p>' +
        `<p dir="ltr">es:${thanks}</p>` +
        '<p dir="ltr"><strong>Translated back:</strong></p>' +
        `<p dir="ltr">en:es:${thanks}</p>` +
        '<p dir="ltr"><small>#send sends exactly this.</small></p>',
    );
  });

  it('in a language that the agent names', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#preview:de ${thanks}`);

    expect(desk.notes().at(-1)).toContain('The customer would read (German):');
  });

  it.each([
    ['where the language has no formality setting, says so', 'pl', true],
    ['where it has one, does not', 'de', false],
  ])('%s', async (_, language, isSaid) => {
    const desk = await askedDesk({ settings: { tone: { '*': { formality: 'formal' } } } });

    await desk.agentWrites(`#preview:${language} ${thanks}`);

    expect(desk.notes().at(-1)?.includes('has no setting for a formal or informal tone')).toBe(isSaid);
  });

  it('says so where there is no way back', async () => {
    const translate = async ({ text, source, target }: { text: string; source: string; target: string }) =>
      target === 'en' && text.startsWith('es:')
        ? ({ ok: false, failure: 'unsupported', attempts: 1 } as const)
        : ok({ text: `${target}:${text}`, source, terms: [] });
    const desk = await askedDesk({ bench: { services: { translate } } });

    await desk.agentWrites(`#preview ${thanks}`);

    expect(desk.notes().at(-1)).toContain('The translation back is not available.');
  });
});

describe('`#send`: sends the last preview verbatim', () => {
  it('with its files, and those of the note that sends it', async () => {
    // Prepare
    const desk = await askedDesk();
    await desk.agentWrites(`#preview ${thanks}`, { attachments: [invoice] });
    const calls = desk.services.calls.length;

    // Act
    await desk.agentWrites('#send', { attachments: [{ ...invoice, name: 'terms.pdf' }] });

    // Assess
    expect(htmlOf(desk)).toEqual([`<p>es:${thanks}</p>`]);
    expect(desk.answers()[0]?.attachments.map(({ fileName }) => fileName)).toEqual([
      'invoice.pdf',
      'terms.pdf',
    ]);
    expect(desk.services.calls).toHaveLength(calls);
  });

  it('the last one, where there are several', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#preview Your order is lost.');
    await desk.agentWrites(`#preview ${thanks}`);

    await desk.agentWrites('#send');

    expect(htmlOf(desk)).toEqual([`<p>es:${thanks}</p>`]);
  });

  it('once: a second one is refused and named', async () => {
    const desk = await askedDesk();
    await desk.agentWrites(`#preview ${thanks}`);
    await desk.agentWrites('#send');

    await desk.agentWrites('#send');

    expect(desk.answers()).toHaveLength(1);
    expect(desk.notes().at(-1)).toContain('There is no preview to send.');
  });
});

describe('`#lang pt`: corrects the language; re-translates the last customer message', () => {
  it.each(['#lang pt', '#lang:pt', '#lang Portuguese', '!lang português'])('%s', async (command) => {
    const desk = await askedDesk();

    await desk.agentWrites(command);

    expect(desk.field('language')).toBe('dm_lang_pt');
    expect(desk.notes()).toHaveLength(2);
    expect(desk.notes()[1]).toContain('Replaces the note that took it for Spanish.');
    expect(desk.services.calls.filter((call) => call.startsWith('translate pt>en'))).toHaveLength(1);
  });

  it('and what the customer writes from then on is taken for that language', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#lang pt');

    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');

    expect(desk.enriched.at(-1)?.language).toMatchObject({ code: 'pt', method: 'correction' });
  });
});

describe('`#pause` / `#resume`: stops / starts inbound notes for this conversation; explicit commands always work', () => {
  it('stops inbound notes for this conversation, no other', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#pause');

    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');
    await desk.customerWrites('Sigo esperando una respuesta de ustedes.', { ticket: '36' });

    expect(desk.notes('35')).toHaveLength(1);
    expect(desk.notes('36')).toHaveLength(1);
  });

  it('starts them again', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#pause');
    await desk.agentWrites('#resume');

    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');

    expect(desk.notes()).toHaveLength(2);
  });

  it('explicit commands always work', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#pause');

    await desk.agentWrites(`#translate ${thanks}`);
    await desk.agentWrites('#retry');

    expect(desk.answers()).toHaveLength(1);
    expect(desk.notes()).toHaveLength(2);
  });
});

describe('`#retry`: does the last customer message again, without cache', () => {
  it('asks the engine anew', async () => {
    const desk = await askedDesk();
    const before = desk.services.calls.filter((call) => call.startsWith('translate es>en')).length;

    await desk.agentWrites('#retry');

    const after = desk.services.calls.filter((call) => call.startsWith('translate es>en')).length;
    expect([before, after]).toEqual([1, 2]);
    expect(desk.notes()).toHaveLength(2);
  });
});

describe('`#history 10`: one digest note of the last ten customer messages', () => {
  it('in the agent’s language, the oldest first, each with its time', async () => {
    // Prepare
    const desk = await askedDesk();
    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');
    await desk.agentWrites(`#translate ${thanks}`);

    // Act
    await desk.agentWrites('#history 10');

    // Assess
    expect(desk.notes()).toHaveLength(3);
    expect(desk.notes()[2]).toBe(
      '<p dir="ltr"><strong>Jan 9, 2026, 8:01 AM UTC · Spanish</strong></p>' +
        `<p dir="ltr">en:${spanish}</p>` +
        '<p dir="ltr"><strong>Jan 9, 2026, 8:02 AM UTC · Spanish</strong></p>' +
        '<p dir="ltr">en:Sigo esperando una respuesta de ustedes.</p>',
    );
  });

  it('as many as are asked for', async () => {
    const desk = await askedDesk();
    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');

    await desk.agentWrites('#history 1');

    expect(desk.notes().at(-1)).not.toContain(spanish);
    expect(desk.notes().at(-1)).toContain('Sigo esperando');
  });

  /** Comprehend is sure of whole sentences alone. */
  const unsureOfWords = {
    detectLanguage: async (text: string) => ok([{ code: 'es', score: text.length < 10 ? 0.4 : 0.99 }]),
  };

  it('a short message is in the language that its author is known by', async () => {
    const desk = await askedDesk({ bench: { services: unsureOfWords } });
    await desk.customerWrites('Vale');

    await desk.agentWrites('#history 1');

    expect(desk.notes().at(-1)).toBe(
      '<p dir="ltr"><strong>Jan 9, 2026, 8:02 AM UTC · Spanish</strong></p><p dir="ltr">en:Vale</p>',
    );
  });

  it('what an agent corrected stays corrected', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#lang pt');

    await desk.agentWrites('#history 1');

    expect(desk.notes().at(-1)).toContain('Jan 9, 2026, 8:01 AM UTC · Portuguese');
    expect(desk.services.calls.filter((call) => call.startsWith('translate es>en'))).toHaveLength(1);
  });

  it('but says nothing of what others in copy have written', async () => {
    const desk = await askedDesk();
    await desk.agentWrites('#lang pt');
    await desk.customerWrites('Sigo esperando una respuesta de ustedes.', { from: 'participant' });

    await desk.agentWrites('#history 1');

    expect(desk.notes().at(-1)).toContain('Jan 9, 2026, 8:03 AM UTC · Spanish');
  });

  it('what has no letters stands as it was written, and nobody is asked about it', async () => {
    const desk = await askedDesk();
    await desk.customerWrites('12345');
    const calls = desk.services.calls.length;

    await desk.agentWrites('#history 1');

    expect(desk.notes().at(-1)).toBe(
      '<p dir="ltr"><strong>Jan 9, 2026, 8:02 AM UTC</strong></p><p dir="ltr">12345</p>',
    );
    expect(desk.services.calls).toHaveLength(calls);
  });
});

describe('`#help`: one note with this table', () => {
  it('names every command', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#help');

    expect(desk.notes()).toHaveLength(2);
    const rows = [...(desk.notes()[1] ?? '').matchAll(/<tr><td>(.*?)<\/td>/g)].map(([, command]) => command);
    expect(rows).toEqual([
      '#translate …',
      '#preview …',
      '#send',
      '#lang pt',
      '#pause / #resume',
      '#retry',
      '#history 10',
      '#help',
    ]);
  });
});

describe('Commands (first line of an internal note; `#` or `!`, full-width `＃`, NBSP and a space after the mark are understood)', () => {
  it.each([
    ['#', '#t '],
    ['!', '!t '],
    ['full-width ＃', '＃t '],
    ['full-width ！', '！t '],
    ['NBSP after the mark', '#\u00a0t '],
    ['a space after the mark', '# t '],
    ['NBSP after the word', '#t\u00a0'],
    ['an empty line before it', '\n#t '],
    ['the text in the next line', '#t\n'],
    ['isolates around it', '\u2068#t\u2069 '],
    ['an isolate that closes at the end', '\u2068#t '],
    ['a mark of direction before it', '\u200f#t '],
    ['a zero-width space after the mark', '#\u200bt '],
    ['a byte-order mark before it', '\ufeff#t '],
    ['a word joiner before the text', '#t\u2060 '],
  ])('%s', async (_, opening) => {
    const desk = await askedDesk();

    await desk.agentWrites(`${opening}${thanks}`);

    expect(htmlOf(desk)).toEqual([`<p>es:${thanks}</p>`]);
  });

  it('what does not begin the note is no command', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`I would say: #translate ${thanks}`);

    expect(desk.answers()).toEqual([]);
    expect(desk.notes()).toHaveLength(1);
  });

  it('a customer’s text that looks like a command is only text', async () => {
    const desk = await askedDesk();

    await desk.customerWrites('#translate:de Quiero saber dónde está mi pedido de la semana pasada.');
    await desk.customerWrites('#pause Quiero saber dónde está mi pedido de la semana pasada.');
    await desk.customerWrites('Quiero saber dónde está mi pedido de la semana pasada.');

    expect(desk.answers()).toEqual([]);
    expect(desk.notes()).toHaveLength(4);
  });
});

describe('Only from staff who may post publicly: before a public reply the author is read from the vendor; light agent, suspended, departed, private-only → refused with a note that says why', () => {
  const kinds = [
    [
      'light agent',
      { ...agent, id: '5', roleType: 1 },
      'As a light agent you may write internal notes only.',
    ],
    ['suspended', { ...agent, id: '5', suspended: true }, 'The author of the note is suspended.'],
    ['departed', { ...agent, id: '5', active: false }, 'no longer an active agent'],
    [
      'private-only',
      { ...agent, id: '5', roleType: 0, privateCommentsOnly: true },
      'Your role may write internal notes only.',
    ],
  ] as const;

  it.each(kinds)('%s', async (_, by, why) => {
    const desk = await askedDesk();
    setStatus(desk, 'pending');

    await desk.agentWrites(`#translate ${thanks}`, { by });

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toContain('Not sent to the customer.');
    expect(desk.notes().at(-1)).toContain(why);
    expect([statusOf(desk), tagsOf(desk).includes('dm_reply_failed')]).toEqual(['open', true]);
  });

  it.each(kinds)('%s, who sends somebody’s preview', async (_, by, why) => {
    const desk = await askedDesk();
    await desk.agentWrites(`#preview ${thanks}`);

    await desk.agentWrites('#send', { by });

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toContain(why);
  });

  it('a light agent may ask for a preview, which goes to nobody', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#preview ${thanks}`, { by: { ...agent, id: '5', roleType: 1 } });

    expect(desk.notes().at(-1)).toContain('The customer would read (Spanish):');
  });
});

describe('Only private notes written in the tool itself; by e-mail off by default (spoofing)', () => {
  it('by e-mail off by default: the note says so', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate ${thanks}`, { channel: 'email' });

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toContain('Commands that come by e-mail are switched off.');
  });

  it('by e-mail if the setting allows it', async () => {
    const desk = await askedDesk({ settings: { reply: { commandsByEmail: true } } });

    await desk.agentWrites(`#translate ${thanks}`, { channel: 'email' });

    expect(desk.answers()).toHaveLength(1);
  });

  it('also those that send nothing', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#pause', { channel: 'email' });
    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');

    expect(desk.notes()[1]).toContain('Commands that come by e-mail are switched off.');
    expect(desk.notes()).toHaveLength(3);
  });
});

describe('`#12345`, `#refund` and other `#words` are ignored; only near-misses of a command (edit distance ≤ 2) are answered', () => {
  it.each(['#12345', '#refund', '#vip please call', '# heading', '#', '!important', '#late'])(
    '%s is ignored',
    async (text) => {
      const desk = await askedDesk();

      await desk.agentWrites(text);

      expect([desk.answers(), desk.notes().length]).toEqual([[], 1]);
    },
  );

  it.each([
    ['#tranlate Hello', '#tranlate is no command. Did you mean #translate?'],
    ['#tarnslate Hello', '#tarnslate is no command. Did you mean #translate?'],
    ['#prevew Hello', '#prevew is no command. Did you mean #preview?'],
    ['#hlep', '#hlep is no command. Did you mean #help?'],
    ['#lang Klingonish', '“Klingonish” is no language that can be translated.'],
    ['#translate:xx Hello', '“xx” is no language that can be translated.'],
    ['#lang', '#lang needs a language: #lang es'],
    ['#history 99', '“99” is no number from 1 to 50: #history 10'],
  ])('%s is answered', async (text, says) => {
    const desk = await askedDesk();

    await desk.agentWrites(text);

    expect(desk.answers()).toEqual([]);
    expect(desk.notes()).toHaveLength(2);
    expect(desk.notes()[1]).toContain(says);
  });
});

describe('A staff public comment that begins with a command gets an internal warning', () => {
  it('and is not carried out', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate ${thanks}`, { public: true });

    expect(htmlOf(desk)).toEqual([`<p>#translate ${thanks}</p>`]);
    expect(desk.notes()[1]).toBe(
      '<p dir="ltr">This comment was public: the customer has read “#translate” as it stands. ' +
        'Commands belong in an internal note.</p>',
    );
  });

  it('also where the command could not have been carried out', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate:klingon ${thanks}`, { public: true });

    expect(desk.notes()[1]).toContain('the customer has read “#translate” as it stands.');
    expect(tagsOf(desk)).not.toContain('dm_reply_failed');
  });

  it('a near miss of one gets none: the customer reads it as a word', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#translated for you by Marta', { public: true });

    expect(desk.notes()).toHaveLength(1);
  });

  it('an ordinary public comment gets none', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#refund is on its way', { public: true });

    expect(desk.notes()).toHaveLength(1);
  });
});

describe('The source language of the agent’s text is read per paragraph; a paragraph already in the target goes unchanged (dynamic content, macros)', () => {
  it('a paragraph already in the target goes unchanged', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(
      `#translate ${thanks}\n\nGracias por escribirnos, hoy le contestamos.\n\nHave a nice day and thank you.`,
    );

    expect(htmlOf(desk)).toEqual([
      `<p>es:${thanks}</p><p>Gracias por escribirnos, hoy le contestamos.</p>` +
        '<p>es:Have a nice day and thank you.</p>',
    ]);
  });

  it('a paragraph in a third language is translated from that', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#translate Vielen Dank für Ihre Geduld, wir melden uns morgen bei Ihnen.');

    expect(desk.services.calls.at(-1)).toMatch(/^translate de>es/);
  });
});

describe('An unresolved `{{` or `{%` in an outgoing reply is refused and named', () => {
  it.each(['{{ticket.id}}', '{% if ticket.id %}'])('%s', async (placeholder) => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate ${thanks} ${placeholder}`);

    expect(desk.answers()).toEqual([]);
    // Inert: the note itself must not be filled in.
    expect(desk.notes().at(-1)?.replaceAll('\u2060', '')).toContain(`${placeholder} is not filled in`);
    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });
});

describe('The agent’s signature is cut before translation and re-added once, untranslated (setting)', () => {
  const signed = { ...agent, signature: 'Marta\nExample Support' };
  const note = `#translate ${thanks}\n\nMarta\nExample Support`;

  it.each([
    ['as-written: where the note has it', 'as-written', note, '<p>Marta<br>Example Support</p>'],
    ['as-written: not where it has none', 'as-written', `#translate ${thanks}`, ''],
    ['always: where the note has it, once', 'always', note, '<p>Marta<br>Example Support</p>'],
    ['always: where it has none', 'always', `#translate ${thanks}`, '<p>Marta<br>Example Support</p>'],
    ['never: not even where the note has it', 'never', note, ''],
  ] as const)('%s', async (_, signature, text, expected) => {
    const desk = await askedDesk({ settings: { reply: { signature } } });

    await desk.agentWrites(text, { by: signed });

    expect(htmlOf(desk)).toEqual([`<p>es:${thanks}</p>${expected}`]);
  });
});

describe('A reply that does not go out is loud: one write adds the note that says why, sets the ticket open if it was pending or solved, and tags it `dm_reply_failed`', () => {
  it.each([
    ['pending', 'open'],
    ['solved', 'open'],
    ['hold', 'hold'],
  ] as const)('%s becomes %s, in one write', async (before, after) => {
    // Prepare
    const desk = await askedDesk();
    setStatus(desk, before);
    const updates = desk.updates().length;

    // Act
    await desk.agentWrites('#translate');

    // Assess
    expect(statusOf(desk)).toBe(after);
    expect(tagsOf(desk)).toContain('dm_reply_failed');
    expect(desk.notes().at(-1)).toBe(
      '<p dir="ltr"><strong>Not sent to the customer.</strong> There is no text after the command.</p>',
    );
    // A tag is added by a call of its own: in the ticket's update, tags would replace those that are there.
    const kinds = desk.standIn
      .auditLog()
      .filter(({ actorId }) => actorId === '9')
      .map(({ changes }) => changes.map(({ kind }) => kind));
    expect(kinds.slice(-2)).toEqual([['tags'], after === before ? ['comment'] : ['comment', 'status']]);
    expect(desk.updates().length - updates).toBe(2);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it.each([
    ['the language is not known', {}, '#translate Hello', 'The customer’s language is not known.'],
    [
      'there is no translation into it',
      { services: { translate: async () => ({ ok: false, failure: 'unsupported', attempts: 1 }) as const } },
      '#translate:it Thanks, your order ships today.',
      'There is no translation into it.',
    ],
  ])('%s', async (_, bench, text, says) => {
    const desk = await openDesk({ bench });
    await desk.customerWrites('12345');

    await desk.agentWrites(text);

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toContain(says);
    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });

  it.each([
    ['a language that is none', '#translate:klingon', '“klingon” is no language that can be translated.'],
    [
      'a language that is none, and a text',
      `#t:klingon ${thanks}`,
      '“klingon” is no language that can be translated.',
    ],
    [
      'a slip in `#translate` before a text',
      `#tanslate ${thanks}`,
      '#tanslate is no command. Did you mean #translate?',
    ],
    [
      'two slips, and a text in the next line',
      `!traslte\n${thanks}`,
      '#traslte is no command. Did you mean #translate?',
    ],
    ['a forgotten colon', `#translateit ${thanks}`, '#translateit is no command. Did you mean #translate?'],
  ])('%s', async (_, text, says) => {
    const desk = await askedDesk();
    setStatus(desk, 'pending');

    await desk.agentWrites(text);

    expect(desk.answers()).toEqual([]);
    expect(desk.notes()).toHaveLength(2);
    expect(desk.notes()[1]).toContain('<strong>Not sent to the customer.</strong>');
    expect(desk.notes()[1]).toContain(says);
    expect([statusOf(desk), tagsOf(desk).includes('dm_reply_failed')]).toEqual(['open', true]);
    expect(desk.runtime.counts.filter(({ name }) => name === 'RepliesFailed')).toHaveLength(1);
  });

  it('a slip in `#translate` before nothing but a file', async () => {
    const desk = await askedDesk();

    await desk.agentWrites('#tanslate', { attachments: [invoice] });

    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });

  it('a slip in `#send` while a preview waits', async () => {
    const desk = await askedDesk();
    await desk.agentWrites(`#preview ${thanks}`);
    setStatus(desk, 'pending');

    await desk.agentWrites('#sned');

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toBe(
      '<p dir="ltr"><strong>Not sent to the customer.</strong> #sned is no command. Did you mean #send? #help shows them all.</p>',
    );
    expect([statusOf(desk), tagsOf(desk).includes('dm_reply_failed')]).toEqual(['open', true]);
  });

  it.each([
    ['a slip before no text', '#tanslate'],
    ['a word of its own, though near to the command', '#translated by our French colleague, see below'],
    ['a slip in a command that sends nothing', `#prevew ${thanks}`],
    ['a language that is none, where nothing is sent', `#preview:klingon ${thanks}`],
    ['a language that is none, where it is corrected', '#lang klingon'],
    ['a slip in `#send` while no preview waits', '#sned'],
  ])('not so %s: no customer waits for it', async (_, text) => {
    const desk = await askedDesk();
    setStatus(desk, 'pending');

    await desk.agentWrites(text);

    expect(desk.notes()).toHaveLength(2);
    expect(desk.notes()[1]).not.toContain('Not sent to the customer.');
    expect([statusOf(desk), tagsOf(desk).includes('dm_reply_failed')]).toEqual(['pending', false]);
  });

  it.each(['#sent', '#sned to the warehouse'])(
    'nor a note that may be about something else while a preview waits: %s',
    async (text) => {
      const desk = await askedDesk();
      await desk.agentWrites(`#preview ${thanks}`);
      setStatus(desk, 'pending');

      await desk.agentWrites(text);

      expect([statusOf(desk), tagsOf(desk).includes('dm_reply_failed')]).toEqual(['pending', false]);
    },
  );

  it('nor a slip in `#send` after the preview was sent', async () => {
    const desk = await askedDesk();
    await desk.agentWrites(`#preview ${thanks}`);
    await desk.agentWrites('#send');

    await desk.agentWrites('#sned');

    expect(tagsOf(desk)).not.toContain('dm_reply_failed');
  });

  it('a language that is none, by who may not answer: the note names the right', async () => {
    const desk = await askedDesk();
    const by = { ...agent, id: '5', roleType: 1 };

    await desk.agentWrites(`#translate:klingon ${thanks}`, { by });

    expect(desk.notes().at(-1)).toContain('As a light agent you may write internal notes only.');
    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });

  it('a language that is none, by e-mail while commands by e-mail are off', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#translate:klingon ${thanks}`, { channel: 'email' });

    expect(desk.notes().at(-1)).toContain('Commands that come by e-mail are switched off.');
    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });

  it('not so a slip in somebody’s mail, which is no command that anyone waits for', async () => {
    const desk = await askedDesk();

    await desk.agentWrites(`#tanslate ${thanks}`, { channel: 'email' });

    expect(desk.notes()).toHaveLength(1);
    expect(tagsOf(desk)).not.toContain('dm_reply_failed');
  });

  it('a slip in a mail, where commands by e-mail are on', async () => {
    const desk = await askedDesk({ settings: { reply: { commandsByEmail: true } } });

    await desk.agentWrites(`#tanslate ${thanks}`, { channel: 'email' });

    expect(desk.notes().at(-1)).toContain('#tanslate is no command. Did you mean #translate?');
    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });

  it('a file that is gone', async () => {
    const desk = await askedDesk();
    desk.failWhere((call) => call.includes('/attachments/token/'), {
      kind: 'answer',
      status: 404,
      headers: {},
      body: '',
    });

    await desk.agentWrites(`#translate ${thanks}`, { attachments: [invoice] });

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toContain('Not sent to the customer.');
  });

  it('so does a reply that has not gone out after 10 minutes (setting)', async () => {
    const desk = await askedDesk();
    const body = await desk.agentWrites(`#translate ${thanks}`, { goesOn: false });
    desk.wait(11 * 60_000);

    await desk.deliver(body);

    expect(desk.answers()).toEqual([]);
    expect(desk.notes().at(-1)).toContain('The helpdesk did not take it in time.');
    expect(tagsOf(desk)).toContain('dm_reply_failed');
  });
});

describe('A success never touches status, assignee or group', () => {
  it.each(['pending', 'solved', 'hold'] as const)('%s stays', async (status) => {
    // Prepare
    const desk = await askedDesk();
    setStatus(desk, status);
    const { assigneeId, groupId, tags } = desk.standIn.ticket('35');
    const notes = desk.notes().length;

    // Act
    await desk.agentWrites(`#translate ${thanks}`);

    // Assess
    const after = desk.standIn.ticket('35');
    expect([after.status, after.assigneeId, after.groupId, after.tags]).toEqual([
      status,
      assigneeId,
      groupId,
      tags,
    ]);
    expect(desk.answers()).toHaveLength(1);
    expect(desk.notes()).toHaveLength(notes);
  });
});

describe('Never the untranslated text to a customer', () => {
  it('nothing goes out while the engine does not answer', async () => {
    let isDown = false;
    const translate = async ({ text, source, target }: { text: string; source: string; target: string }) =>
      isDown
        ? ({ ok: false, failure: 'transient', attempts: 3 } as const)
        : ok({ text: `${target}:${text}`, source, terms: [] });
    const desk = await askedDesk({ bench: { services: { translate } } });
    isDown = true;

    await desk.agentWrites(`#translate ${thanks}`);

    expect(desk.answers()).toEqual([]);
  });
});

describe('An optional footer in the customer’s language says that the text was machine-translated (per brand)', () => {
  const footer = '<p><small>es:This message was translated automatically.</small></p>';

  it.each([
    ['on for every brand', { '*': true }, footer],
    ['off by default', {}, ''],
  ])('%s', async (_, setting, expected) => {
    const desk = await askedDesk({ settings: { reply: { footer: setting } } });

    await desk.agentWrites(`#translate ${thanks}`);

    expect(htmlOf(desk)).toEqual([`<p>es:${thanks}</p>${expected}`]);
  });
});

describe('What answers cost is counted like what messages cost', () => {
  /** Sums of what `work` adds to the two metrics of characters. */
  async function charactersOf(desk: Desk, work: () => Promise<unknown>): Promise<number[]> {
    const before = desk.runtime.counts.length;
    await work();
    return ['TranslatedCharacters', 'SavedCharacters'].map((metric) =>
      desk.runtime.counts
        .slice(before)
        .filter(({ name }) => name === metric)
        .reduce((sum, { value }) => sum + value, 0),
    );
  }

  it('the characters of an answer are billed once, and saved when the same is said again', async () => {
    // Prepare
    const desk = await askedDesk();
    // Act
    const first = await charactersOf(desk, () => desk.agentWrites(`#translate ${thanks}`));
    const again = await charactersOf(desk, () => desk.agentWrites(`#translate ${thanks}`));
    // Assess
    expect(first).toEqual([31, 0]);
    expect(again).toEqual([0, 31]);
  });

  it('a preview is billed there and back; sending it costs nothing more', async () => {
    // Prepare
    const desk = await askedDesk();
    // Act
    const preview = await charactersOf(desk, () => desk.agentWrites(`#preview ${thanks}`));
    const send = await charactersOf(desk, () => desk.agentWrites('#send'));
    // Assess
    expect(preview).toEqual([65, 0]);
    expect(send[0]).toBe(0);
  });

  it('a command that translates nothing counts nothing', async () => {
    const desk = await askedDesk();

    expect(await charactersOf(desk, () => desk.agentWrites('#pause'))).toEqual([0, 0]);
  });
});
