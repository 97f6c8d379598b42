import { useEffect, useEffectEvent, useState } from 'react';
import type { Result } from './call.ts';

export type Loaded<Value> = Readonly<{
  /** Null = not read yet. While it is read again, what was read before. */
  value: Value | null;
  /** Why the last reading failed, in a sentence. */
  problem: string | null;
}>;

/** Changes that come together are read once. */
const togetherMs = 60;

const nothing = { value: null, problem: null };

/**
 * Reads what `key` names, and again whenever `revision` grows. Key null = there is nothing to read. What a reading that has
 * been overtaken gives is not shown.
 */
export function useLoaded<Value>(
  key: string | null,
  revision: number,
  load: () => Promise<Result<Value>>,
): Loaded<Value> {
  const [state, setState] = useState<Loaded<Value> & { key: string | null; revision: number }>({
    ...nothing,
    key: null,
    revision: 0,
  });
  const read = useEffectEvent(load);
  useEffect(() => {
    if (key === null) return;
    let isOvertaken = false;
    const readNow = async () => {
      const result = await read();
      if (isOvertaken) return;
      setState((before) => ({
        key,
        revision,
        value: result.ok ? result.value : before.key === key ? before.value : null,
        problem: result.ok ? null : result.problem,
      }));
    };
    const timer = setTimeout(() => void readNow(), togetherMs);
    return () => {
      clearTimeout(timer);
      isOvertaken = true;
    };
  }, [key, revision]);
  return state.key === key ? state : nothing;
}
