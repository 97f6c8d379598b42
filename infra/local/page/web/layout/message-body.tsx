import type { Entry } from '../helpdesk/thread.ts';
import { HtmlText } from '../html/html-text.tsx';
import { Icon } from './icon.tsx';

type Props = Readonly<{ entry: Pick<Entry, 'content' | 'attachments'>; lang?: string | undefined }>;

/** What was written, each block in its own direction, and the names of its files. */
export function MessageBody({ entry: { content, attachments }, lang }: Props) {
  return (
    <>
      {content.kind === 'html' ? (
        <HtmlText html={content.html} lang={lang} />
      ) : (
        <p className="prose plain" dir="auto" lang={lang}>
          {content.text}
        </p>
      )}
      {attachments.length === 0 ? null : (
        <ul className="attachments" aria-label="Files">
          {attachments.map((name) => (
            <li key={name}>
              <Icon name="clip" /> {name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
