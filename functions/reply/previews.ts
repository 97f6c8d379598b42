import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { languageTag } from '../../events/language.ts';
import { replyAttachment } from '../../events/reply-translated.v1.ts';
import { type Stamp, stamp } from '../_shared/conversation/stamp.ts';

/** What an agent was shown and may have sent as it stands. */
export const preview = z.object({
  /** The note that asked for it. */
  stamp,
  html: z.string(),
  text: z.string(),
  language: languageTag,
  attachments: z.array(replyAttachment),
  /** The note whose `#send` took it: that one may take it again (a second delivery), no other. */
  takenBy: z.nullable(z.string()),
});
export type Preview = z.infer<typeof preview>;

/** The last preview of each conversation. */
export type Previews = Readonly<{
  /** Keeps it in place of an older one. */
  keep(conversationKey: string, shown: Omit<Preview, 'takenBy'>): Promise<void>;
  /** The last preview for the note that sends it; null = there is none, or another note has sent it. */
  take(conversationKey: string, by: Stamp): Promise<Preview | null>;
  /** Whether a preview is there that no note has sent. */
  isWaiting(conversationKey: string): Promise<boolean>;
  /** Empties it if this note asked for it, or whichever did. */
  forget(conversationKey: string, message: string | null): Promise<void>;
}>;

/** An answer is sent within days or written anew. It holds an agent's text, so it is not kept as long as a conversation's memory. */
const keptDays = 7;
const secondsPerDay = 86_400;

export type PreviewsDeps = Readonly<{ db: DynamoDBDocumentClient; table: string; now: () => Date }>;

const keyOf = (conversationKey: string) => `preview#${conversationKey}`;
const stored = z.object({ preview });

/** Opens the previews in the memory table, each an item of its own beside its conversation's memory. */
export function createPreviews({ db, table, now }: PreviewsDeps): Previews {
  async function read(conversationKey: string): Promise<Preview | null> {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: { pk: keyOf(conversationKey) }, ConsistentRead: true }),
    );
    const found = z.safeParse(stored, Item);
    return found.success ? found.data.preview : null;
  }

  /** Null leaves an item without content: callers of one conversation come one at a time, so nobody's is lost. */
  async function put(conversationKey: string, item: Preview | null): Promise<void> {
    const expiresAt = Math.floor(now().getTime() / 1000) + keptDays * secondsPerDay;
    await db.send(
      new PutCommand({
        TableName: table,
        Item: { pk: keyOf(conversationKey), ...(item === null ? {} : { preview: item }), expiresAt },
      }),
    );
  }

  return {
    keep: (conversationKey, shown) => put(conversationKey, { ...shown, takenBy: null }),
    async take(conversationKey, by) {
      const last = await read(conversationKey);
      if (last === null) return null;
      if (last.takenBy !== null) return last.takenBy === by.message ? last : null;
      await put(conversationKey, { ...last, takenBy: by.message });
      return last;
    },
    isWaiting: async (conversationKey) => (await read(conversationKey))?.takenBy === null,
    async forget(conversationKey, message) {
      const last = await read(conversationKey);
      if (last === null || (message !== null && last.stamp.message !== message)) return;
      await put(conversationKey, null);
    },
  };
}
