import { randomBytes } from 'node:crypto';
import type { Attachment } from './model.ts';

/** How long an upload's token may be used: 60 minutes ("Upload Files" in the API reference). */
const uploadLifetimeMs = 3_600_000;
/** Zendesk takes files of up to 50 MB. */
export const maxAttachmentBytes = 52_428_800;

export type NewFile = Readonly<{
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
  inline?: boolean | undefined;
}>;

/** Files that wait for a comment. The token works once, for the user who uploaded them. */
export type Upload = Readonly<{ token: string; userId: string; expiresAt: Date; attachments: Attachment[] }>;

type StoredFile = Readonly<{ attachment: Attachment; bytes: Uint8Array }>;

function newToken(): string {
  return randomBytes(18).toString('base64url');
}

/** The contents of attachments and uploads, by the token of their address. */
export class Files {
  readonly #files = new Map<string, StoredFile>();
  readonly #uploads = new Map<string, Upload>();
  readonly #nextId: () => string;
  readonly #now: () => Date;
  #baseUrl = '';

  constructor(nextId: () => string, now: () => Date) {
    this.#nextId = nextId;
    this.#now = now;
  }

  /** Called once the address of the account is known: it is part of every `content_url`. */
  servedAt(baseUrl: string): void {
    this.#baseUrl = baseUrl;
  }

  keep(file: NewFile): Attachment {
    const attachment = {
      id: this.#nextId(),
      token: newToken(),
      fileName: file.fileName,
      contentType: file.contentType,
      size: file.bytes.byteLength,
      inline: file.inline ?? false,
    };
    this.#files.set(attachment.token, { attachment, bytes: file.bytes });
    return attachment;
  }

  /** The address under which anybody who knows it gets the file. */
  urlOf({ token, fileName }: Attachment): string {
    return `${this.#baseUrl}/attachments/token/${token}/?name=${encodeURIComponent(fileName)}`;
  }

  /** A file that is neither redacted nor an upload that nobody used in time. */
  byToken(token: string): StoredFile | null {
    this.#forgetExpired();
    return this.#files.get(token) ?? null;
  }

  byId(id: string): Attachment | null {
    this.#forgetExpired();
    for (const { attachment } of this.#files.values()) if (attachment.id === id) return attachment;
    return null;
  }

  /** Keeps an uploaded file, with those that `earlierToken` stands for if it is given. Null = no such token. */
  upload(userId: string, file: NewFile, earlierToken: string | null): Upload | null {
    const earlier = earlierToken === null ? null : this.uploadOf(userId, earlierToken);
    if (earlierToken !== null && earlier === null) return null;
    const upload: Upload = earlier ?? {
      token: newToken(),
      userId,
      expiresAt: new Date(this.#now().getTime() + uploadLifetimeMs),
      attachments: [],
    };
    upload.attachments.push(this.keep(file));
    this.#uploads.set(upload.token, upload);
    return upload;
  }

  /** An upload that can still be used by this user. */
  uploadOf(userId: string, token: string): Upload | null {
    this.#forgetExpired();
    const upload = this.#uploads.get(token);
    return upload?.userId === userId ? upload : null;
  }

  /** Takes the files of an upload for a comment; the token is worth nothing from now on. */
  use(upload: Upload): readonly Attachment[] {
    this.#uploads.delete(upload.token);
    return upload.attachments;
  }

  dropUpload(upload: Upload): void {
    this.#uploads.delete(upload.token);
    for (const { token } of upload.attachments) this.#files.delete(token);
  }

  /** What a redacted attachment becomes: an empty `redacted.txt` of the same id. The old address leads nowhere. */
  redact(attachment: Attachment): Attachment {
    this.#files.delete(attachment.token);
    const redacted = {
      ...attachment,
      token: newToken(),
      fileName: 'redacted.txt',
      contentType: 'text/plain',
      size: 0,
    };
    this.#files.set(redacted.token, { attachment: redacted, bytes: new Uint8Array() });
    return redacted;
  }

  #forgetExpired(): void {
    const now = this.#now().getTime();
    for (const upload of this.#uploads.values())
      if (upload.expiresAt.getTime() <= now) this.dropUpload(upload);
  }
}
