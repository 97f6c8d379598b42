import type { Inline } from '../text/guard.ts';

/** A text without the elements that hold nothing, and without white space at its ends and doubled within. */
export function tidied(run: readonly Inline[]): readonly Inline[] {
  const collapsed = withoutEmptyElements(collapse(run));
  return withoutEmptyElements(trimEnd(collapsed));
}

function collapse(run: readonly Inline[]): readonly Inline[] {
  let afterSpace = true;
  return run.flatMap((item): Inline[] => {
    if (item.kind === 'void') afterSpace = false;
    if (item.kind !== 'text') return [item];
    const single = item.text.replace(/[ \t\r\n\f]+/g, ' ');
    const text = afterSpace ? single.replace(/^ /, '') : single;
    if (text === '') return [];
    afterSpace = text.endsWith(' ');
    return [{ ...item, text }];
  });
}

function trimEnd(run: readonly Inline[]): readonly Inline[] {
  const last = run.findLastIndex((item) => item.kind === 'text' || item.kind === 'void');
  return run.map((item, index) =>
    index === last && item.kind === 'text' ? { ...item, text: item.text.replace(/ $/, '') } : item,
  );
}

function withoutEmptyElements(run: readonly Inline[]): readonly Inline[] {
  const kept: Inline[] = [];
  for (const item of run) {
    const last = kept.at(-1);
    if (item.kind === 'text' && item.text === '') continue;
    if (item.kind === 'close' && last?.kind === 'open' && last.id === item.id) kept.pop();
    else kept.push(item);
  }
  return kept;
}

/** Elements around the whole of a text stay outside of it: what an engine does not see it can't lose. */
export function withoutOuterElements(
  run: readonly Inline[],
): Readonly<{ outer: readonly number[]; inner: readonly Inline[] }> {
  const outer: number[] = [];
  let inner = run;
  for (;;) {
    const [first, last] = [inner.at(0), inner.at(-1)];
    if (first?.kind !== 'open' || last?.kind !== 'close' || first.id !== last.id) return { outer, inner };
    outer.push(first.id);
    inner = inner.slice(1, -1);
  }
}

/** Whether there is nothing to see. A no-break space is something: mail programs make empty lines of it. */
export function isEmpty(run: readonly Inline[]): boolean {
  return run.every(
    (item) => item.kind !== 'void' && (item.kind !== 'text' || /^[ \t\r\n\f]*$/.test(item.text)),
  );
}
