import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Keeps an element scrolled to its end whenever `count` grows, as a conversation is read. */
export function useAtEnd<Scrolled extends HTMLElement>(count: number): RefObject<Scrolled | null> {
  const ref = useRef<Scrolled>(null);
  useLayoutEffect(() => {
    if (count > 0) ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }, [count]);
  return ref;
}
