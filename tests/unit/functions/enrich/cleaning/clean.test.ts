import { describe, expect, it } from 'vitest';
import { clean } from '../../../../../functions/enrich/cleaning/clean.ts';
import mails from '../../../../fixtures/text/quoted-mails.json' with { type: 'json' };

const cleanText = (text: string) => clean({ text, html: null, subject: null });
const cleanHtml = (html: string) => clean({ text: 'plain', html, subject: null });
const attribution = 'On Mon, Jan 5, 2026 at 10:12 AM Support &lt;support@example.com&gt; wrote:';

describe('Quoted history in plain text', () => {
  it.each(mails)('$name', ({ text, left, quotedLines }) => {
    const cleaned = cleanText(text);

    expect(cleaned.text).toBe(left);
    expect(cleaned.cut.quotedLines).toBe(quotedLines);
  });

  it('a subject that says "Fwd" makes the part under a header the message', () => {
    const text =
      'FYI\n\nFrom: Ana <ana@example.com>\nSent: Monday, January 5, 2026\nTo: Support\nSubject: Paquete\n\nHola, no ha llegado.';

    expect(clean({ text, html: null, subject: 'Fwd: Paquete' }).text).toBe('Hola, no ha llegado.');
    expect(clean({ text, html: null, subject: 'Paquete' }).text).toBe('FYI');
  });
});

describe('Signatures, mobile footers and disclaimers', () => {
  it.each([
    ['Von meinem iPhone gesendet'],
    ['Sent from my iPhone'],
    ['Envoyé de mon iPhone'],
    ['Enviado desde mi iPhone'],
    ['Inviato da iPhone'],
    ['Verstuurd vanaf mijn iPhone'],
    ['Skickat från min iPhone'],
    ['Wysłane z iPhone’a'],
    ['iPhone’umdan gönderildi'],
    ['Отправлено с iPhone'],
    ['iPhoneから送信'],
    ['发自我的 iPhone'],
  ])('takes off "%s" and counts it as signature', (footer) => {
    const cleaned = cleanText(`¿Dónde está mi pedido?\n\n${footer}`);

    expect(cleaned).toEqual({
      text: '¿Dónde está mi pedido?',
      html: null,
      cut: { quotedLines: 0, signatureLines: 1, disclaimerLines: 0 },
    });
  });

  it('takes off what stands below "-- "', () => {
    expect(cleanText('Wo ist mein Paket?\n\n-- \nMax Muster\nExample GmbH')).toEqual({
      text: 'Wo ist mein Paket?',
      html: null,
      cut: { quotedLines: 0, signatureLines: 3, disclaimerLines: 0 },
    });
  });

  it('leaves a question below "--", which is no signature', () => {
    const text = 'Hallo\n--\nWo ist mein Paket? Ich warte.';

    expect(cleanText(text).text).toBe(text);
  });

  it('leaves a sentence that only speaks of a phone', () => {
    const text =
      'The photo was sent from my iPhone and is blurred.\nSent from my iPhone were three more, did you get them?';

    expect(cleanText(text).text).toBe(text);
  });

  it.each([
    [
      'This e-mail is confidential and intended only for the addressee. If you received it in error, please delete it.',
    ],
    [
      'Diese E-Mail ist vertraulich und nur für den Adressaten bestimmt. Bei irrtümlichem Erhalt bitte löschen Sie sie.',
    ],
    [
      'Ce message est confidentiel et destiné à la seule personne nommée. Si vous l’avez reçu par erreur, veuillez le détruire.',
    ],
    [
      'Este mensaje es confidencial y se dirige solo a su destinatario. Si lo ha recibido por error, le rogamos eliminarlo.',
    ],
  ])('takes off the legal notice "%s"', (notice) => {
    const cleaned = cleanText(`Where is my order?\n\n${notice}`);

    expect(cleaned.text).toBe('Where is my order?');
    expect(cleaned.cut.disclaimerLines).toBe(1);
  });
});

describe('HTML mails are cut by structure', () => {
  it.each([
    [
      'Gmail',
      `<div dir="ltr">No llegó<br>el paquete</div><br><div class="gmail_quote"><div class="gmail_attr">${attribution}<br></div><blockquote class="gmail_quote"><div>Hello</div><div>there</div></blockquote></div>`,
      'No llegó\nel paquete',
      3,
    ],
    [
      'Apple Mail and Thunderbird',
      `<p>No llegó.</p><div class="moz-cite-prefix">${attribution}</div><blockquote type="cite"><p>Hello</p></blockquote>`,
      'No llegó.',
      2,
    ],
    [
      'desktop Outlook',
      '<p>No llegó.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De:</b> Support &lt;support@example.com&gt;<br><b>Enviado:</b> lunes, 5 de enero de 2026<br><b>Para:</b> Ana<br><b>Asunto:</b> Pedido</p></div><p>Buenos días</p>',
      'No llegó.',
      5,
    ],
    [
      'Outlook on the web',
      '<div>No llegó.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Support</div><div>Hello</div>',
      'No llegó.',
      2,
    ],
    [
      'Yahoo',
      `<div>No llegó.</div><div class="yahoo_quoted"><div>${attribution}</div>Hello</div>`,
      'No llegó.',
      2,
    ],
  ])('%s', (_, html, left, quotedLines) => {
    const cleaned = cleanHtml(html);

    expect(cleaned.text).toBe(left);
    expect(cleaned.cut.quotedLines).toBe(quotedLines);
  });

  it('answers between Gmail’s quoted lines stay', () => {
    const html = `<div class="gmail_quote"><div class="gmail_attr">${attribution}</div><blockquote class="gmail_quote">Which order?</blockquote><div>Order 4711.</div><blockquote class="gmail_quote">Which address?</blockquote><div>The old one.</div></div>`;

    expect(cleanHtml(html).text).toBe('Order 4711.\nThe old one.');
  });

  it('a line that an author drew, with nothing like a header under it, cuts nothing', () => {
    const html =
      '<p>Hola</p><div style="border-top:solid #E1E1E1 1.0pt"><p>Mi pregunta: ¿cuándo llega?</p></div>';

    expect(cleanHtml(html).text).toBe('Hola\n\nMi pregunta: ¿cuándo llega?');
  });

  it('a forwarded Gmail with few words of one’s own is about what is forwarded', () => {
    const html =
      '<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Ana &lt;ana@example.com&gt;<br>Date: Mon, Jan 5, 2026<br>Subject: x<br>To: s@example.com</div><br><div>Hola, no ha llegado.</div></div>';

    expect(cleanHtml(html).text).toBe('Hola, no ha llegado.');
  });

  it('what nobody sees is not read: styles, scripts, hidden preheaders', () => {
    const html =
      '<head><title>t</title><style>p{}</style></head><div style="display:none">preheader</div><script>x()</script><p>Hola</p>';

    expect(cleanHtml(html).text).toBe('Hola');
  });

  it('if nothing would be left, the whole text is the message', () => {
    const html = '<blockquote type="cite">¿Dónde está mi pedido?</blockquote>';

    expect(clean({ text: '¿Dónde está mi pedido?', html, subject: null }).text).toBe(
      '¿Dónde está mi pedido?',
    );
  });
});
