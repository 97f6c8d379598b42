/** What all charts have in common. They are never animated: they change while one reads them. */
export const still = { isAnimationActive: false } as const;

export const axis = {
  tick: { fill: 'var(--text-muted)', fontSize: 12 },
  stroke: 'var(--text-muted)',
  tickLine: false,
} as const;

export const grid = { stroke: 'var(--border)', strokeDasharray: '2 4' } as const;

/** Lets two pieces of one bar be told apart where their colours are alike. */
export const seam = { stroke: 'var(--surface-raised)', strokeWidth: 1.5 } as const;

export const cursor = { fill: 'var(--border)', fillOpacity: 0.35 } as const;

/** Of a chart whose height does not depend on what it shows: as tall as its neighbour, within reason. */
export const frame = {
  responsive: true,
  style: { width: '100%', flex: '1 0 230px', maxHeight: 360 },
} as const;

/** Room for the lines' ends; axes take their own. */
export const margin = { top: 12, right: 12, bottom: 0, left: 0 } as const;

const titleStyle = { fill: 'var(--text-muted)', fontSize: 12 } as const;

/** What the numbers of an axis count. */
export const xTitle = (value: string) => ({ value, position: 'insideBottom', style: titleStyle }) as const;
export const yTitle = (value: string) =>
  ({ value, angle: -90, position: 'insideLeft', style: { ...titleStyle, textAnchor: 'middle' } }) as const;
