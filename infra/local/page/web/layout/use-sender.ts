import { type KeyboardEvent, type SubmitEvent, useState } from 'react';

export type Sender = Readonly<{
  isSending: boolean;
  /** Why the last try failed, in a sentence. */
  problem: string | null;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** Ctrl+Enter, or ⌘+Enter, sends. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}>;

/** A form that sends a text: one at a time; `send` gives what went wrong, null = nothing. */
export function useSender(send: () => Promise<string | null>): Sender {
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
      if (!isSending) void submit();
    },
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    },
  };
}
