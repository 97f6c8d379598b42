import type { WireAudit, WireChatContent, WireComments, WireLogEntry } from './wire.ts';

/** Who wrote something, as a reader tells people apart. */
export type Role = 'customer' | 'agent' | 'dragoman' | 'bot';

/** One message or note of a conversation. */
export type Entry = Readonly<{
  /** Under which the pipeline knows it. */
  id: string;
  author: Readonly<{ name: string; role: Role }>;
  atMs: number;
  isPublic: boolean;
  content: Readonly<{ kind: 'html'; html: string } | { kind: 'text'; text: string }>;
  /** Names of files. */
  attachments: readonly string[];
  /** Of something that the pipeline wrote: the messages that it is about. Else none. */
  about: readonly string[];
  /** The helpdesk itself says that something happened, in whosever name. */
  isSystem: boolean;
}>;

type SaidInChat = Pick<Entry, 'content' | 'attachments'>;

/** Who is who, to tell roles apart. Whoever is neither is a customer. */
export type Staff = Readonly<{ agentId: string; agentName: string; runtimeUserId: string }>;

function roleOf(userId: string, { agentId, runtimeUserId }: Staff): Role {
  if (userId === runtimeUserId) return 'dragoman';
  return userId === agentId ? 'agent' : 'customer';
}

/**
 * By the id of a comment, the messages that it is about: the pipeline leaves them in the metadata of its updates. A reply
 * in an agent's name is found in the same way.
 */
export function subjectsOfComments(audits: readonly WireAudit[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    audits.flatMap(({ metadata, events }) => {
      const { dragoman_source_message: first, dragoman_also_about: others } = metadata.custom;
      if (typeof first !== 'string') return [];
      const about = [first, ...(typeof others === 'string' ? others.split(' ') : [])];
      return events
        .filter(({ type }) => type === 'Comment')
        .map(({ id }): [string, readonly string[]] => [id, about]);
    }),
  );
}

/** The conversation of a ticket that is no chat. */
export function entriesOfComments(
  { comments, users }: WireComments,
  staff: Staff,
  subjects: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Entry[] {
  // What customers read of a request names nobody.
  const names = new Map([
    [staff.agentId, staff.agentName],
    ...users.map(({ id, name }) => [id, name] as const),
  ]);
  return comments.map((comment) => ({
    id: comment.id,
    author: {
      name: names.get(comment.author_id) ?? 'Support',
      role: roleOf(comment.author_id, staff),
    },
    atMs: comment.created_at,
    isPublic: comment.public,
    content: { kind: 'html', html: comment.html_body },
    attachments: comment.attachments.map((attachment) => attachment.file_name),
    about: subjects.get(comment.id) ?? [],
    isSystem: false,
  }));
}

function roleInLog({ author }: WireLogEntry, staff: Staff): Role {
  switch (author.type) {
    case 'user':
      return 'customer';
    case 'bot':
      // An answer that is sent in an agent's name.
      return author.display_name === staff.agentName ? 'agent' : 'bot';
    case 'agent':
      return roleOf(author['zen:support:user_id'] ?? staff.agentId, staff);
  }
}

/** The last part of a file's address, as people read it. */
function fileNameOf(address: string): string | null {
  const name = URL.parse(address)?.pathname.split('/').at(-1);
  if (name === undefined || name === '') return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A file is told by the words that describe it, else by its name. */
export function saidInChat({ type, text, altText, mediaUrl }: WireChatContent): SaidInChat {
  const content = { kind: 'text', text } as const;
  if (type === 'text') return { content, attachments: [] };
  const name = altText || (mediaUrl === null ? null : fileNameOf(mediaUrl));
  return { content, attachments: [name ?? (type === 'image' ? 'Image' : 'File')] };
}

/** The conversation of a chat's ticket: what was said in the chat, and the notes of the ticket between it. */
export function entriesOfLog(
  events: readonly WireLogEntry[],
  staff: Staff,
  subjects: ReadonlyMap<string, readonly string[]>,
): readonly Entry[] {
  return events.map((event) => {
    // `zen:ticket_event:12`, `zen:sunco:conversation_message:65f…`
    const id = event.reference.split(':').at(-1) ?? event.id;
    const { content, metadata } = event;
    const role = roleInLog(event, staff);
    return {
      id,
      author: { name: event.author.display_name, role },
      atMs: event.created_at,
      isPublic: metadata.public,
      ...(content.type === 'html'
        ? { content: { kind: 'html', html: content.body }, attachments: [] }
        : saidInChat(content)),
      about: subjects.get(id) ?? [],
      // "Conversation with Ana" begins a chat's ticket; customers write nothing private.
      isSystem: role === 'customer' && !metadata.public,
    };
  });
}
