import type { Capabilities } from '../../connectors/contract.ts';
import { createAccountPace } from '../../functions/write-back/account-pace.ts';
import { emptyBook, type PaceBook } from '../../functions/write-back/pace.ts';
import type { PaceStore } from '../../functions/write-back/pace-store.ts';

/** More than any helpdesk allows at once. */
const manyAnswers = 500;

function mapPaceStore(): PaceStore {
  const books = new Map<string, PaceBook>();
  return {
    update: async (key, change) => {
      const { book, result } = change(books.get(key) ?? emptyBook);
      books.set(key, book);
      return result;
    },
  };
}

/** How many of many answers that wait write-back lets go at one moment; `ticketOf` says to which ticket each one goes. */
export async function answersLetGo(
  limits: Capabilities['limits'],
  ticketOf: (answer: number) => string,
): Promise<number> {
  const pace = createAccountPace(
    { settings: { connector: 'made-up', account: '1', updatesPerMinute: null }, limits },
    {
      store: mapPaceStore(),
      nowMs: () => Date.parse('2026-01-09T08:20:00Z'),
      random: () => 0.5,
      onProblem: (code, error) => {
        throw new Error(code, { cause: error });
      },
    },
  );
  let gone = 0;
  for (let answer = 0; answer < manyAnswers; answer += 1) {
    const leave = await pace.ask(ticketOf(answer), { updates: 1, rank: 'reply' });
    if (leave.kind === 'go') gone += 1;
  }
  return gone;
}
