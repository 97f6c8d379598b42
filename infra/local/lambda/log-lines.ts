/** A line that a function has written, as CloudWatch Logs Insights would see it. */
export type LogLine = Readonly<{
  /** The parsed JSON object, or the line as it is. */
  record: unknown;
  /** The trace that the record itself names; null = none. */
  traceId: string | null;
}>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/** Reads one line of stdout or stderr. `traceId` is our records' own field, `xray_trace_id` the logger's. */
export function readLogLine(line: string): LogLine {
  const record = parseJson(line);
  if (!isObject(record)) return { record: line, traceId: null };
  const named = [record.traceId, record.xray_trace_id].find((value) => typeof value === 'string');
  return { record, traceId: typeof named === 'string' ? named : null };
}
