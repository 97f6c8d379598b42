import apple from '../fixtures/mails/apple.json' with { type: 'json' };
import footers from '../fixtures/mails/footers.json' with { type: 'json' };
import gmail from '../fixtures/mails/gmail.json' with { type: 'json' };
import others from '../fixtures/mails/others.json' with { type: 'json' };
import outlook from '../fixtures/mails/outlook.json' with { type: 'json' };
import stays from '../fixtures/mails/stays.json' with { type: 'json' };
import thunderbird from '../fixtures/mails/thunderbird.json' with { type: 'json' };
import yahoo from '../fixtures/mails/yahoo.json' with { type: 'json' };

/** A whole mail as a program writes it, and what must be left of it. */
export type MailFixture = Readonly<{
  title: string;
  language: string;
  mail: Readonly<{ text: string; html: string | null; subject: string | null }>;
  left: Readonly<{
    text: string;
    html: string | null;
    cut: Readonly<{ quotedLines: number; signatureLines: number; disclaimerLines: number }>;
  }>;
}>;

/** Texts stand in the files as lists of lines, so that a person can read them. */
type StoredMail = Readonly<{
  name: string;
  program: string;
  language: string;
  subject: string | null;
  /** `\n` if absent. */
  lineEnd?: string;
  text: readonly string[];
  html: readonly string[] | null;
  left: readonly string[];
  leftHtml: readonly string[] | null;
  cut: MailFixture['left']['cut'];
}>;

const stored: readonly StoredMail[] = [
  ...gmail,
  ...outlook,
  ...apple,
  ...yahoo,
  ...thunderbird,
  ...others,
  ...footers,
  ...stays,
];

/** Every mail of `tests/fixtures/mails`. */
export const mails: readonly MailFixture[] = stored.map(
  ({ program, name, language, subject, lineEnd = '\n', text, html, left, leftHtml, cut }) => ({
    title: `${program}, ${language}: ${name}`,
    language,
    mail: { text: text.join(lineEnd), html: html?.join(lineEnd) ?? null, subject },
    left: { text: left.join('\n'), html: leftHtml?.join('\n') ?? null, cut },
  }),
);
