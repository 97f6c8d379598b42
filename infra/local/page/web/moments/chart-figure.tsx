import { type ReactNode, useId } from 'react';
import { type MomentId, moments } from '../../../../moments.ts';
import { DataTable, type Table } from './data-table.tsx';

type Props = Readonly<{
  moment: MomentId;
  /** Null = there is nothing to draw yet. */
  chart: ReactNode | null;
  /** Said instead of a chart that has nothing to show. */
  emptyText: string;
  /** What counts from the beginning on, also while there is nothing to draw. */
  numbers?: ReactNode;
  /** Numbers or a legend between caption and chart. */
  facts: ReactNode;
  table: Table;
}>;

/** A chart with what it is called, what it means, and the same as a table for whoever cannot or need not see it drawn. */
export function ChartFigure({ moment, chart, emptyText, numbers, facts, table }: Props) {
  const { title, meaning } = moments[moment];
  const titleId = useId();
  return (
    <figure className="moment" aria-labelledby={titleId} data-moment={moment}>
      <figcaption>
        <h3 id={titleId}>{title}</h3>
        <p className="moment-meaning">{meaning}</p>
      </figcaption>
      {numbers}
      {chart === null ? (
        <p className="moment-empty">{emptyText}</p>
      ) : (
        <>
          {facts}
          {chart}
          <details className="moment-table">
            <summary>Show as table</summary>
            <DataTable {...table} />
          </details>
        </>
      )}
    </figure>
  );
}
