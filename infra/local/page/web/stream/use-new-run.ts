import { useEffect, useRef } from 'react';

/**
 * Loads the page afresh when another run of the server answers: the tickets of the run before are gone with its helpdesk,
 * and another build of the page may be served. Without the hash, which may name such a ticket.
 */
export function useNewRun(runId: string | null): void {
  const known = useRef(runId);
  useEffect(() => {
    if (runId === null) return;
    if (known.current !== null && known.current !== runId) {
      history.replaceState(null, '', location.pathname);
      location.reload();
    }
    known.current = runId;
  }, [runId]);
}
