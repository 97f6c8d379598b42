import { useSyncExternalStore } from 'react';

export const views = ['conversation', 'moments'] as const;
export type View = (typeof views)[number];

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

function viewOfAddress(): View {
  return location.hash === '#moments' ? 'moments' : 'conversation';
}

/** The view that the address names, so that the browser's back and a bookmark work. */
export function useView(): View {
  return useSyncExternalStore(subscribe, viewOfAddress);
}
