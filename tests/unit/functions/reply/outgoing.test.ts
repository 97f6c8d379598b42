import { describe, expect, it } from 'vitest';
import { assembled, outgoingOf } from '../../../../functions/reply/outgoing.ts';

const author = { id: '7', name: 'Marta', signature: null, mayNotReply: null };
const said = (html: string | null, text: string, prefix: string, signature: string | null = null) =>
  outgoingOf({ html, text, author: { ...author, signature } }, prefix);

describe('An agent’s note without its command', () => {
  it('keeps its markup, block by block', () => {
    const outgoing = said(
      '<div class="zd-comment"><p>#translate Thanks, <b>AB-1234</b> ships <i>today</i>.</p><ul><li>one</li><li>two</li></ul></div>',
      '#translate Thanks, AB-1234 ships today.',
      '#translate ',
    );

    expect(outgoing).toEqual({
      kind: 'text',
      signatureHtml: null,
      blocks: [
        { html: '<p>Thanks, <b>AB-1234</b> ships <i>today</i>.</p>', text: 'Thanks, AB-1234 ships today.' },
        { html: '<ul><li>one</li><li>two</li></ul>', text: 'one\n\ntwo' },
      ],
    });
  });

  it.each([
    ['spread over elements', '<p><span>#trans</span><b>late</b>&nbsp;Hello</p>', '#translate ', 'Hello'],
    ['in a line of its own', '<div>#translate<br>Hello</div>', '#translate', 'Hello'],
    ['swallowed by a Markdown heading', '<h1>translate Hello</h1>', '# translate ', 'Hello'],
    ['with a language', '<p>#t:it Hello</p>', '#t:it ', 'Hello'],
  ])('whose command is %s', (_title, html, prefix, text) => {
    const outgoing = said(html, '', prefix);

    expect(outgoing.kind === 'text' && outgoing.blocks.map((block) => block.text)).toEqual([text]);
  });

  it('as plain text becomes paragraphs, its signs escaped', () => {
    const outgoing = said(null, '#t Hello <b> & you\nsecond line\n\nBye', '#t ');

    expect(outgoing.kind === 'text' && outgoing.blocks.map(({ html }) => html)).toEqual([
      '<p>Hello &lt;b&gt; &amp; you<br>second line</p>',
      '<p>Bye</p>',
    ]);
  });

  it('is empty when nothing stands after the command', () => {
    expect(said('<p>#translate&nbsp;</p>', '#translate', '#translate')).toEqual({ kind: 'empty' });
  });

  it.each(['{{ticket.requester.name}}', '{% if ticket.open %}', '{{ticket.id'])(
    'with an unresolved %s is refused and named',
    (placeholder) => {
      const outgoing = said(`<p>#t Dear ${placeholder}</p>`, '', '#t ');

      expect(outgoing).toEqual({ kind: 'unresolved', placeholder });
    },
  );

  it('loses the signature that the helpdesk knows, which goes back untranslated', () => {
    const outgoing = said(
      '<p>#t Hello</p><p>Marta Agent<br>Support, Example Ltd</p>',
      '',
      '#t ',
      'Marta Agent\nSupport, Example Ltd',
    );

    expect(outgoing).toMatchObject({
      blocks: [{ text: 'Hello' }],
      signatureHtml: '<p>Marta Agent<br>Support, Example Ltd</p>',
    });
  });

  it('loses what stands below two dashes', () => {
    const outgoing = said(null, '#t Hello\n-- \nMarta', '#t ');

    expect(outgoing).toMatchObject({ blocks: [{ html: '<p>Hello</p>' }], signatureHtml: '<p>Marta</p>' });
  });

  it('keeps a sentence that only mentions the signature', () => {
    const outgoing = said('<p>#t Ask for Marta</p>', '', '#t ', 'Marta');

    expect(outgoing).toMatchObject({ blocks: [{ text: 'Ask for Marta' }], signatureHtml: null });
  });
});

describe('What the customer gets', () => {
  it('is the answer, then the signature as it was, then the footer', () => {
    expect(assembled(['<p>Hola</p>'], '<p>Marta</p>', '<p><small>…</small></p>')).toBe(
      '<p>Hola</p><p>Marta</p><p><small>…</small></p>',
    );
  });
});
