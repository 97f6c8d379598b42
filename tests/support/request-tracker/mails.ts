import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const sentMail = z.object({
  to: z.string(),
  cc: z.string(),
  bcc: z.string(),
  subject: z.string(),
  /** The whole of it in MIME; RT writes what is not ASCII as quoted-printable. */
  raw: z.string(),
});
/** A mail that RT has sent, as `$MailCommand` keeps it. */
export type SentMail = z.infer<typeof sentMail>;

export function sentMailsIn(file: string): readonly SentMail[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.filter((line) => line !== '').map((line) => sentMail.parse(JSON.parse(line)));
}

const encodedWord = (text: string) => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

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

/** With a text, HTML or both. */
export type MailInput = Readonly<{
  from: string;
  name?: string;
  subject: string;
  text?: Text;
  html?: string;
  files?: readonly Readonly<{ name: string; type: string; base64: string }>[];
  headers?: Readonly<Record<string, string>>;
  messageId?: string;
}>;

/** One part as it is, several in a multipart. */
function partsIn(kind: 'alternative' | 'mixed', parts: readonly string[]): string {
  if (parts.length === 1) return parts.join('');
  const delimited = parts.flatMap((part) => [`--${kind}`, part]);
  return [`Content-Type: multipart/${kind}; boundary="${kind}"`, '', ...delimited, `--${kind}--`, ''].join(
    '\n',
  );
}

/** A customer's mail as mail programs write it (RFC 2045 to 2049): encoded words, alternatives, files. */
export function mailOf({
  from,
  name,
  subject,
  text,
  html,
  files = [],
  headers = {},
  messageId,
}: MailInput): string {
  const texts = [
    ...(text === undefined ? [] : [base64Part('text/plain', text)]),
    ...(html === undefined ? [] : [base64Part('text/html', html)]),
  ];
  const attached = files.map((file) =>
    [
      `Content-Type: ${file.type}; name="${encodedWord(file.name)}"`,
      `Content-Disposition: attachment; filename="${encodedWord(file.name)}"`,
      'Content-Transfer-Encoding: base64',
      '',
      file.base64,
    ].join('\n'),
  );
  return [
    `From: ${name === undefined ? from : `${encodedWord(name)} <${from}>`}`,
    'To: support@example.com',
    `Subject: ${/^[\x20-\x7e]*$/.test(subject) ? subject : encodedWord(subject)}`,
    `Message-ID: <${messageId ?? `${crypto.randomUUID()}@example.org`}>`,
    'MIME-Version: 1.0',
    ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
    partsIn('mixed', [partsIn('alternative', texts), ...attached]),
  ].join('\n');
}
