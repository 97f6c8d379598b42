import { fetchSend, type HttpSend } from '../../connectors/kit/http.ts';
import type { Fault } from '../../infra/local/helpdesks/zendesk/index.ts';

/** No answer of a server in the same process takes longer, however busy the machine. */
const patientMs = 30_000;

export type LostAnswers = Readonly<{
  /** Sends and waits for the answer; one that is to be lost is lost on its way back. */
  send: HttpSend;
  /** The fault that a stand-in is to have for this call (`METHOD /path`): none in place of `apply-then-hang`. */
  insteadOf(fault: Fault, call: string): Fault;
}>;

/** What the fault `apply-then-hang` comes to for a caller, without the wait until the caller's time is up. */
export function lostAnswers(): LostAnswers {
  const toBeLost = new Set<string>();
  return {
    send: async (request) => {
      const answered = await fetchSend({ ...request, timeoutMs: patientMs });
      const isLost = toBeLost.delete(`${request.method} ${new URL(request.url).pathname}`);
      return isLost ? { kind: 'no-answer', why: 'timeout' } : answered;
    },
    insteadOf: (fault, call) => {
      if (fault.kind !== 'apply-then-hang') return fault;
      toBeLost.add(call);
      return { kind: 'none' };
    },
  };
}
