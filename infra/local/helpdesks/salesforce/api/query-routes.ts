import { randomBytes } from 'node:crypto';
import { ApiError, malformedQuery, methodNotAllowed } from '../errors.ts';
import { longIdOf } from '../ids.ts';
import { type Paged, type Row, runSoql } from '../soql/run.ts';
import { dataPath } from '../wire.ts';
import type { ApiAnswer, ApiContext, ApiRequest } from './routing.ts';

const maxRowsPerPage = 2_000;
const minRowsPerPage = 200;
const maxSoqlCharacters = 100_000;

type Cursor = Readonly<{ userId: string; rows: readonly Row[]; total: number; pageSize: number }>;

function pageSizeOf(request: ApiRequest): number {
  const [, wanted] = /batchSize\s*=\s*(\d+)/i.exec(request.headers['sforce-query-options'] ?? '') ?? [];
  if (wanted === undefined) return maxRowsPerPage;
  return Math.min(maxRowsPerPage, Math.max(minRowsPerPage, Number(wanted)));
}

const invalidLocator = () => new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');

/** `/query` and `/queryAll`, page by page. */
export class QueryRoutes {
  readonly #cursors = new Map<string, Cursor>();

  answer(request: ApiRequest, context: ApiContext): ApiAnswer {
    if (request.method !== 'GET') throw methodNotAllowed(request.method, 'HEAD,GET');
    const [resource, locator] = request.segments;
    if (locator !== undefined) return this.#next(request, locator);
    const soql = request.query.get('q');
    if (soql === null) throw malformedQuery("A query string has to be specified: 'q'");
    if (soql.length > maxSoqlCharacters)
      throw new ApiError(
        400,
        'QUERY_TOO_COMPLICATED',
        'SOQL statements cannot be longer than 100000 characters.',
      );
    for (const name of request.query.keys()) {
      if (name !== 'q' && name !== 'columns') request.caller.report(`a query takes no parameter ${name}`);
    }
    const paged = this.#pagesFor(request, context);
    const run = { org: context.org, caller: request.caller, paged };
    return { status: 200, body: paged(runSoql(run, soql, resource === 'queryAll')) };
  }

  /** Makes the first page of what was found, and keeps the rest. */
  #pagesFor(request: ApiRequest, { org }: ApiContext): Paged {
    const pageSize = Math.min(pageSizeOf(request), org.settings.rowsPerAnswer ?? maxRowsPerPage);
    return ({ rows, total }) => {
      const cursor = { userId: request.caller.userId, rows, total, pageSize };
      const id = longIdOf(`01g${randomBytes(6).toString('hex')}`);
      if (rows.length > pageSize) this.#cursors.set(id, cursor);
      return pageOf(id, cursor, 0);
    };
  }

  #next(request: ApiRequest, locator: string): ApiAnswer {
    const [, id = '', offset = ''] = /^([0-9A-Za-z]{15,18})-(\d+)$/.exec(locator) ?? [];
    const cursor = this.#cursors.get(id);
    if (cursor === undefined || cursor.userId !== request.caller.userId) throw invalidLocator();
    return { status: 200, body: pageOf(id, cursor, Number(offset)) };
  }
}

function pageOf(id: string, { rows, total, pageSize }: Cursor, offset: number) {
  const end = offset + pageSize;
  const done = end >= rows.length;
  const next = done ? {} : { nextRecordsUrl: `${dataPath}/query/${id}-${end}` };
  return { totalSize: total, done, ...next, records: rows.slice(offset, end) };
}
