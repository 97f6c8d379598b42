import type { ReplyWrite } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { escapeHtml } from '../kit/inert.ts';
import type { Api } from './api.ts';
import type { ApiResult } from './errors.ts';

/** One way to bring an answer to the customer. */
export type Outgoing = Readonly<{
  /**
   * Sends it; the id of what was made, null = Salesforce does not say. `named`: whether it must say itself whose it is, since
   * it goes out as the integration user.
   */
  send(sender: Api, named: boolean): Promise<ApiResult<string | null>>;
  /** The id of what an earlier try has sent since then, found by its words. */
  find(since: string): Promise<ApiResult<string | null>>;
}>;

/** What is compared: neither blanks nor marks, which Salesforce sets as it likes. */
const bare = (text: string) => text.replaceAll(/[\s\p{Cf}\u00a0]+/gu, '');

/** As many characters tell one answer from another, and stand in the first part of one that is in several. */
const comparedCharacters = 300;

/** Whether a stored text is that of an answer, perhaps with something around it (a token, a footer of the org, a name). */
export function holdsWords(stored: string, answer: string): boolean {
  return bare(stored).includes(bare(answer).slice(0, comparedCharacters));
}

/** The answer with its author's name under it, unless it has it. */
export function withName(html: string, name: string | null): string {
  return name === null || bare(textOfHtml(html)).includes(bare(name))
    ? html
    : `${html}<p>${escapeHtml(name)}</p>`;
}

/** The name under which the customer knows the agent, else the one in Salesforce. */
export const nameFor = (write: ReplyWrite, known: string | null): string | null => write.authorName ?? known;
