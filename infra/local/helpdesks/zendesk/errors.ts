/** An answer of the API that is not a success, with Zendesk's body for it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function notAuthenticated(): ApiError {
  return new ApiError(401, { error: "Couldn't authenticate you" });
}

export function invalidToken(): ApiError {
  return new ApiError(
    401,
    {
      error: 'invalid_token',
      error_description: 'The access token provided is expired, revoked, malformed or invalid.',
    },
    { 'www-authenticate': 'Bearer error="invalid_token"' },
  );
}

export function oauthError(status: 400 | 401, error: string, description: string): ApiError {
  return new ApiError(status, { error, error_description: description });
}

export function forbidden(): ApiError {
  return new ApiError(403, {
    error: 'Forbidden',
    description: 'You do not have access to this page. Please contact the account owner for further help.',
  });
}

export function notFound(): ApiError {
  return new ApiError(404, { error: 'RecordNotFound', description: 'Not found' });
}

/** Wrong JSON type of an attribute. */
export function invalidAttribute(attribute: string, problem: string): ApiError {
  return new ApiError(400, {
    error: {
      title: 'Invalid attribute',
      message: `You passed an invalid value for the ${attribute} attribute. ${problem}`,
    },
  });
}

export function notJson(): ApiError {
  return new ApiError(400, { error: 'BadRequest', description: 'The request body is not valid JSON' });
}

export function wrongMediaType(): ApiError {
  return new ApiError(415, {
    error: 'UnsupportedMediaType',
    description: 'Content-Type must be application/json',
  });
}

export function notAcceptable(): ApiError {
  return new ApiError(406, { error: 'NotAcceptable', description: 'Accept must be application/json' });
}

export function recordInvalid(attribute: string, description: string): ApiError {
  return new ApiError(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { [attribute]: [{ description }] },
  });
}

/** The status is Zendesk's, the body is not documented. */
export function fileTooLarge(): ApiError {
  return new ApiError(413, { error: 'AttachmentTooLarge', description: 'Attachment too large' });
}

export function ticketClosed(): ApiError {
  return recordInvalid('status', 'Status: closed prevents ticket update');
}

export function updateConflict(): ApiError {
  return new ApiError(409, {
    error: 'UpdateConflict',
    description:
      'Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.',
  });
}

export function idempotencyMismatch(): ApiError {
  return new ApiError(400, {
    error: 'IdempotentRequestError',
    description: "Request parameters don't match the given idempotency key",
  });
}

/** The words are from public code that talks to Zendesk. */
export function tooRecentStartTime(): ApiError {
  return new ApiError(422, {
    error: 'InvalidValue',
    description: 'Too recent start_time. Use a start_time older than 60 seconds',
  });
}

export function rateLimited(what: string, retryAfterSeconds: number): ApiError {
  return new ApiError(
    429,
    { error: 'APIRateLimitExceeded', description: `Number of allowed ${what} exceeded` },
    { 'retry-after': String(retryAfterSeconds) },
  );
}
