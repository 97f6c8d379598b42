import { describe, expect, it } from 'vitest';
import {
  commandRefusedBlocks,
  helpBlocks,
  historyBlocks,
  notUnderstoodBlocks,
  previewBlocks,
  publicSlipBlocks,
  replyFailedBlocks,
} from '../../../../connectors/kit/notices.ts';

describe('A note of our own', () => {
  it('about an answer that did not go out says so first, then why', () => {
    expect(replyFailedBlocks({ why: 'light-agent' }, 'en')).toEqual([
      '<p dir="ltr"><strong>Not sent to the customer.</strong> As a light agent you may write internal notes only. Ask a colleague to send it.</p>',
    ]);
  });

  it('about a command that is none says first that nothing was sent, where an answer was to go out', () => {
    const slip = { word: 'tanslate', meant: 'translate', why: 'near-miss' } as const;
    const sentence = '#tanslate is no command. Did you mean #translate? #help shows them all.';

    expect(notUnderstoodBlocks(slip, { isForCustomer: true }, 'en')).toEqual([
      `<p dir="ltr"><strong>Not sent to the customer.</strong> ${sentence}</p>`,
    ]);
    expect(notUnderstoodBlocks(slip, { isForCustomer: false }, 'en')).toEqual([
      `<p dir="ltr">${sentence}</p>`,
    ]);
  });

  it('is inert whatever is filled in', () => {
    const html = [
      ...replyFailedBlocks({ why: 'unresolved-placeholder', detail: '{{ticket.id}}<b>' }, 'en'),
      ...notUnderstoodBlocks(
        { word: '<i>@all', meant: 'lang', why: 'unknown-language' },
        { isForCustomer: false },
        'en',
      ),
    ].join('');

    expect(html).toContain('{\u2060{ticket.id}}&lt;b&gt;');
    expect(html).toContain('&lt;i&gt;@\u2060all');
  });

  it('keeps commands in their own direction inside a right-to-left sentence', () => {
    const [slip] = publicSlipBlocks('translate', 'ar');
    const [help] = helpBlocks('he');

    expect(slip).toMatch(/^<p dir="rtl">.*<span dir="auto">#translate<\/span>/);
    expect(help).toMatch(/^<table dir="rtl">/);
    expect(help).toContain('<td><span dir="auto">#history 10</span></td>');
  });

  it('for a refused command has no alarm in it', () => {
    expect(commandRefusedBlocks({ why: 'by-email' }, 'en')).toEqual([
      '<p dir="ltr">Commands that come by e-mail are switched off. Write the note in the helpdesk.</p>',
    ]);
  });

  it('with a preview shows it, the way back, what has no setting and how to send it, each in its direction', () => {
    const blocks = previewBlocks(
      { html: '<p>أهلاً</p>', language: 'ar', backHtml: '<p>Hello</p>', lacksFormality: true },
      'en',
    );

    expect(blocks).toEqual([
      '<p dir="ltr"><strong>The customer would read (Arabic):</strong></p>',
      '<p dir="rtl">أهلاً</p>',
      '<p dir="ltr"><strong>Translated back:</strong></p>',
      '<p dir="ltr">Hello</p>',
      '<p dir="ltr"><small>Arabic has no setting for a formal or informal tone.</small></p>',
      '<p dir="ltr"><small>#send sends exactly this.</small></p>',
    ]);
  });

  it('with a preview that cannot be translated back says so', () => {
    const blocks = previewBlocks(
      { html: '<p>Hola</p>', language: 'es', backHtml: null, lacksFormality: false },
      'en',
    );

    expect(blocks[2]).toBe('<p dir="ltr">The translation back is not available.</p>');
  });

  it('with the past says when and in which language each message was written', () => {
    const past = [{ occurredAt: '2026-01-09T08:21:07Z', html: '<p>Hello</p>', language: 'es' }];

    expect(historyBlocks(past, 'en')).toEqual([
      '<p dir="ltr"><strong>Jan 9, 2026, 8:21 AM UTC · Spanish</strong></p>',
      '<p dir="ltr">Hello</p>',
    ]);
    expect(historyBlocks([], 'en')).toEqual(['<p dir="ltr">There are no customer messages.</p>']);
  });
});
