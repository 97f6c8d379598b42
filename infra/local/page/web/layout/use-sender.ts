import { type KeyboardEvent, type SubmitEvent, useState } from 'react';

export type Sender = Readonly<{
  isSending: boolean;
  /** Why the last try failed, in a sentence; also that there is nothing to send, as long as that is so. */
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

const nothing = 'There is nothing to send yet: write something first.';

/** A form that sends a text: one at a time, and never none, whether by its button or by the keyboard. */
export function useSender({ send, canSend }: SenderOptions): Sender {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [triedNothing, setTriedNothing] = useState(false);
  const submit = async () => {
    setTriedNothing(!canSend);
    if (!canSend) return;
    setIsSending(true);
    setProblem(await send());
    setIsSending(false);
  };
  return {
    isSending,
    problem: triedNothing && !canSend ? nothing : problem,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isSending) void submit();
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    },
  };
}
