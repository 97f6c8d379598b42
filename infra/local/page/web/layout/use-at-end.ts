import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export type AtEnd<Scrolled extends HTMLElement> = Readonly<{
  ref: RefObject<Scrolled | null>;
  /** Whether something came while the reader was further up. */
  hasUnread: boolean;
  onScroll: () => void;
  goToEnd: () => void;
}>;

/** Who is as near to the end as this reads along. */
const nearPx = 80;

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight <= nearPx;

/** Follows a conversation as it grows, unless its reader has scrolled up: `count` is how many messages it has. */
export function useAtEnd<Scrolled extends HTMLElement>(count: number): AtEnd<Scrolled> {
  const ref = useRef<Scrolled>(null);
  const wasNearEnd = useRef(true);
  const known = useRef(0);
  const [hasUnread, setHasUnread] = useState(false);
  const goToEnd = () => ref.current?.scrollTo({ top: ref.current.scrollHeight });
  useLayoutEffect(() => {
    const hasGrown = count > known.current;
    known.current = count;
    if (!hasGrown) return;
    if (wasNearEnd.current) ref.current?.scrollTo({ top: ref.current.scrollHeight });
    else setHasUnread(true);
  }, [count]);
  return {
    ref,
    hasUnread,
    onScroll: () => {
      if (ref.current === null) return;
      wasNearEnd.current = isNearEnd(ref.current);
      if (wasNearEnd.current) setHasUnread(false);
    },
    goToEnd,
  };
}
