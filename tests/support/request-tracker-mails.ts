/** Customers' mails as their programs write them. */

export const encodedWord = (text: string) => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

/** A text, or the bytes that it has in an encoding that Node does not write. */
type Text = string | Readonly<{ charset: string; base64: string }>;

function base64Part(type: string, text: Text): string {
  const { charset, base64 } =
    typeof text === 'string'
      ? { charset: 'utf-8', base64: Buffer.from(text, 'utf8').toString('base64') }
      : text;
  return [`Content-Type: ${type}; charset=${charset}`, 'Content-Transfer-Encoding: base64', '', base64].join(
    '\n',
  );
}

export type MailInput = Readonly<{
  from: string;
  name?: string;
  subject: string;
  text: Text;
  html?: string;
  file?: Readonly<{ name: string; type: string; base64: string }>;
  headers?: Readonly<Record<string, string>>;
  messageId?: string;
}>;

/** MIME as RFC 2045 to 2049 have it: encoded words, alternatives, a file. */
export function mailOf({
  from,
  name,
  subject,
  text,
  html,
  file,
  headers = {},
  messageId,
}: MailInput): string {
  const body =
    html === undefined
      ? base64Part('text/plain', text)
      : [
          'Content-Type: multipart/alternative; boundary="alternative"',
          '',
          '--alternative',
          base64Part('text/plain', text),
          '--alternative',
          base64Part('text/html', html),
          '--alternative--',
          '',
        ].join('\n');
  const whole =
    file === undefined
      ? body
      : [
          'Content-Type: multipart/mixed; boundary="mixed"',
          '',
          '--mixed',
          body,
          '--mixed',
          `Content-Type: ${file.type}; name="${encodedWord(file.name)}"`,
          `Content-Disposition: attachment; filename="${encodedWord(file.name)}"`,
          'Content-Transfer-Encoding: base64',
          '',
          file.base64,
          '--mixed--',
          '',
        ].join('\n');
  return [
    `From: ${name === undefined ? from : `${encodedWord(name)} <${from}>`}`,
    'To: support@example.com',
    `Subject: ${/^[\x20-\x7e]*$/.test(subject) ? subject : encodedWord(subject)}`,
    `Message-ID: <${messageId ?? `${crypto.randomUUID()}@example.org`}>`,
    'MIME-Version: 1.0',
    ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
    whole,
  ].join('\n');
}
