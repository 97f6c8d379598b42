import { type KeyboardEvent, type SubmitEvent, useState } from 'react';

export type Sender = Readonly<{
  isSending: boolean;
  /** Why the last try failed, in a sentence. */
  problem: string | null;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** Ctrl+Enter, or ⌘+Enter, sends. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}>;

export type SenderOptions = Readonly<{
  /** Gives what went wrong, in a sentence; null = nothing. */
  send: () => Promise<string | null>;
  /** Whether there is anything to send. */
  canSend: boolean;
}>;

/** A form that sends a text: one at a time, and never none, whether by its button or by the keyboard. */
export function useSender({ send, canSend }: SenderOptions): Sender {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    setIsSending(true);
    setProblem(await send());
    setIsSending(false);
  };
  return {
    isSending,
    problem,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isSending && canSend) void submit();
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    },
  };
}
