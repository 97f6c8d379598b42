import * as z from 'zod';
import { ApiError, jsonParserError, methodNotAllowed, processingHalted } from '../errors.ts';
import type { ApiAnswer, ApiContext, ApiRequest } from './routing.ts';

const maxRecords = 200;

const record = z.looseObject({ attributes: z.object({ type: z.string() }), id: z.string().optional() });
const collectionBody = z.object({ allOrNone: z.boolean().default(false), records: z.array(record) });

type Result = Readonly<{ id?: string; success: boolean; errors: readonly unknown[] }>;

function save(request: ApiRequest, { records }: ApiContext, wanted: z.infer<typeof record>): string {
  const { attributes, id, ...fields } = wanted;
  const object = records.object(request.caller, attributes.type);
  if (request.method === 'POST') return records.create(request.caller, object, fields);
  if (id === undefined) throw new ApiError(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', []);
  records.update(request.caller, object, id, fields);
  return id;
}

function failed({ failure }: ApiError): Result {
  const { errorCode, message, fields = [] } = failure;
  return { success: false, errors: [{ statusCode: errorCode, message, fields }] };
}

/** `POST` and `PATCH /composite/sobjects`: up to 200 records in one call, each with its own result. */
export function answerCollection(request: ApiRequest, context: ApiContext): ApiAnswer {
  if (request.method !== 'POST' && request.method !== 'PATCH')
    throw methodNotAllowed(request.method, 'POST,PATCH');
  const parsed = collectionBody.safeParse(request.body);
  if (!parsed.success) throw jsonParserError(parsed.error.issues[0]?.message ?? '');
  const { store } = context.org;
  const { allOrNone, records } = parsed.data;
  if (records.length > maxRecords)
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${maxRecords} records`,
    );
  const start = store.savepoint();
  const results = records.map((wanted): Result => {
    const before = store.savepoint();
    try {
      return { id: save(request, context, wanted), success: true, errors: [] };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      store.rollBackTo(before);
      return failed(error);
    }
  });
  if (!allOrNone || results.every(({ success }) => success)) return { status: 200, body: results };
  store.rollBackTo(start);
  const halted = failed(
    processingHalted(
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    ),
  );
  return { status: 200, body: results.map((result) => (result.success ? halted : result)) };
}
