import { shortIdOf } from './ids.ts';

/** One entry of an error body. */
export type Failure = Readonly<{ message: string; errorCode: string; fields?: readonly string[] }>;

/** An answer of the API that is not a success; its body is an array, as Salesforce's are. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly failure: Failure;
  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(`HTTP ${status} ${errorCode}`);
    this.status = status;
    this.failure = { message, errorCode, ...(fields === undefined ? {} : { fields }) };
  }

  get body(): readonly Failure[] {
    return [this.failure];
  }
}

/** An error of the token endpoint, whose body is an object. */
export class OauthError extends Error {
  override readonly name = 'OauthError';
  readonly status: number;
  readonly body: Readonly<{ error: string; error_description: string }>;
  constructor(error: string, description: string, status = 400) {
    super(`HTTP ${status} ${error}`);
    this.status = status;
    this.body = { error, error_description: description };
  }
}

export const invalidSession = () => new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');

export const invalidAuthHeader = () => new ApiError(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE');

export const apiDisabled = () =>
  new ApiError(403, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');

export const requestLimitExceeded = () =>
  new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

export const notFound = () => new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');

export const recordNotFound = () =>
  new ApiError(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible');

export const methodNotAllowed = (method: string, allowed: string) =>
  new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${allowed}`);

export const unsupportedMediaType = (type: string) =>
  new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `${type} is not supported`);

export const uriTooLong = () => new ApiError(414, 'URI_TOO_LONG', 'URI Too Long');

export const preconditionFailed = () =>
  new ApiError(412, 'PRECONDITION_FAILED', 'The record was modified after the time that was given');

export const jsonParserError = (message: string) => new ApiError(400, 'JSON_PARSER_ERROR', message);

export const entityIsDeleted = (status: 400 | 404) =>
  new ApiError(status, 'ENTITY_IS_DELETED', 'entity is deleted', []);

export const insufficientAccess = (message = 'insufficient access rights on object id') =>
  new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', message, []);

export const insufficientParentAccess = () =>
  new ApiError(
    400,
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'insufficient access rights on cross-reference id',
    [],
  );

export const noSuchField = (field: string, object: string) =>
  new ApiError(400, 'INVALID_FIELD', `No such column '${field}' on sobject of type ${object}`);

export const fieldNotWritable = (field: string) =>
  new ApiError(
    400,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${field}. Please check the security settings of this field and verify that it is ` +
      'read/write for your profile or permission set.',
    [field],
  );

export const fieldsMissing = (fields: readonly string[]) =>
  new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);

export const stringTooLong = (label: string, field: string, max: number) =>
  new ApiError(400, 'STRING_TOO_LONG', `${label}: data value too large: (max length=${max})`, [field]);

export const badPicklistValue = (field: string) =>
  new ApiError(
    400,
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field}: bad value for restricted picklist field`,
    [field],
  );

export const malformedId = (field: string) =>
  new ApiError(400, 'MALFORMED_ID', `${field}: id value of incorrect type`, [field]);

export const invalidCrossReference = (field: string) =>
  new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field]);

export const duplicateValue = (field: string, holderId: string) =>
  new ApiError(
    400,
    'DUPLICATE_VALUE',
    `duplicate value found: ${field} duplicates value on record with id: ${shortIdOf(holderId)}`,
    [],
  );

export const unableToLockRow = (id: string) =>
  new ApiError(
    400,
    'UNABLE_TO_LOCK_ROW',
    `unable to obtain exclusive access to this record or 1 records: ${shortIdOf(id)}`,
    [],
  );

export const validationFailed = (message: string, fields: readonly string[]) =>
  new ApiError(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields);

export const invalidMarkup = (message: string) => new ApiError(400, 'INVALID_MARKUP', message, ['Body']);

export const malformedQuery = (message: string) => new ApiError(400, 'MALFORMED_QUERY', message);

export const invalidField = (message: string) => new ApiError(400, 'INVALID_FIELD', message);

export const invalidType = (object: string) =>
  new ApiError(
    400,
    'INVALID_TYPE',
    `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' ` +
      'after the entity name. Please reference your WSDL or the describe call for the appropriate names.',
  );

export const processingHalted = (message: string) => new ApiError(400, 'PROCESSING_HALTED', message);
