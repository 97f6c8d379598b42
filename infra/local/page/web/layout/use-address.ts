import { useMemo, useSyncExternalStore } from 'react';
import { type Address, addressOf, hashOf } from './address.ts';

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

const hashNow = () => location.hash;

/** Goes elsewhere on the page. A view is gone to by a link, which the browser's back undoes; this is not. */
function goTo(change: Partial<Address>): void {
  history.replaceState(null, '', hashOf({ ...addressOf(hashNow()), ...change }));
  // Replacing is told to nobody.
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Where one is, by the browser's address: so a reload and a bookmark find it again. */
export function useAddress(): readonly [Address, (change: Partial<Address>) => void] {
  const hash = useSyncExternalStore(subscribe, hashNow);
  return [useMemo(() => addressOf(hash), [hash]), goTo];
}
