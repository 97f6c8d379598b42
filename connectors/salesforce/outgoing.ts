import type { AccountSettings } from '../account.ts';
import type { ReplyWrite } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { escapeHtml } from '../kit/inert.ts';
import type { Api } from './api.ts';
import type { ApiResult } from './errors.ts';
import { id18 } from './ids.ts';
import { quotedList } from './soql.ts';

/** One way to bring an answer to the customer. */
export type Outgoing = Readonly<{
  /**
   * Sends it; the id of what was made, null = Salesforce does not say. `named`: whether it must say itself whose it is, since
   * it goes out as the runtime user.
   */
  send(sender: Api, named: boolean): Promise<ApiResult<string | null>>;
  /** The id of what an earlier try has sent since then, found by its mark or its words. */
  find(since: string): Promise<ApiResult<string | null>>;
}>;

/** What is compared: neither blanks nor marks, which Salesforce sets as it likes. */
const bare = (text: string) => text.replaceAll(/[\s\p{Cf}\u00a0]+/gu, '');

/** A text of so many characters is no other one's by chance. */
const tellingCharacters = 40;

/** Whether others may have written just these words. */
const isShort = (written: string) => written.length < tellingCharacters;

/**
 * Whether a stored text is that of an answer, perhaps with something around it (a token, a footer of the org, a name). A short one
 * has to be its first lines; one without words cannot be told from others.
 */
export function holdsWords(stored: string, answer: string): boolean {
  const written = bare(answer);
  if (written === '') return false;
  return isShort(written) ? beginsWithLines(stored, written) : bare(stored).includes(written);
}

function beginsWithLines(stored: string, written: string): boolean {
  let begin = '';
  return stored.split('\n').some((line) => {
    begin += bare(line);
    return begin === written;
  });
}

/** Which records may hold an answer: of words that others may write, too, only those that we or the agent made. */
export function writersOf(answer: string, author: string, { runtimeUserId }: AccountSettings): string[] {
  return isShort(bare(answer)) ? [`CreatedById IN ${quotedList([id18(runtimeUserId), author])}`] : [];
}

/** The answer with its author's name under it, unless it has it. */
export function withName(html: string, name: string | null): string {
  return name === null || bare(textOfHtml(html)).includes(bare(name))
    ? html
    : `${html}<p>${escapeHtml(name)}</p>`;
}

/** The name under which the customer knows the agent, else the one in Salesforce. */
export const nameFor = (write: ReplyWrite, known: string | null): string | null => write.authorName ?? known;
