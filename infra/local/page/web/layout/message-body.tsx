import type { Entry } from '../helpdesk/thread.ts';
import { HtmlText } from '../html/html-text.tsx';
import { Icon } from './icon.tsx';

type Props = Readonly<{
  entry: Pick<Entry, 'content' | 'attachments'>;
  lang?: string | undefined;
  engine: string;
}>;

/** What the brackets of an engine that is no translator mean. */
const marks: ReadonlyMap<string, string> = new Map([
  ['phrasebook', '⟦ ⟧ marks a sentence that the phrasebook lacks: not translated.'],
  ['pseudo', '⟦ ⟧ marks what an engine would have translated: not translated.'],
]);

const textOf = ({ content }: Props['entry']) => (content.kind === 'html' ? content.html : content.text);

function MarkExplained({ entry, engine }: Props) {
  const words = textOf(entry).includes('⟦') ? marks.get(engine) : undefined;
  return words === undefined ? null : <p className="hint mark-explained">{words}</p>;
}

function Words({ entry: { content }, lang }: Props) {
  if (content.kind === 'html') return <HtmlText html={content.html} lang={lang} />;
  if (content.text === '') return null;
  return (
    <p className="prose plain" dir="auto" lang={lang}>
      {content.text}
    </p>
  );
}

/** What was written, each block in its own direction, and the names of its files. */
export function MessageBody(props: Props) {
  const { attachments } = props.entry;
  return (
    <>
      <Words {...props} />
      {attachments.length === 0 ? null : (
        <ul className="attachments" aria-label="Files">
          {attachments.map((name) => (
            <li key={name}>
              <Icon name="clip" /> <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <MarkExplained {...props} />
    </>
  );
}
