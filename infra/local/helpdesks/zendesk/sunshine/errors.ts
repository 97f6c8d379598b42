import { ApiError } from '../errors.ts';

/** Shape and `unauthorized` from the API's description; the other codes are not listed there. */
function sunshineError(status: number, code: string, title: string): ApiError {
  return new ApiError(status, { errors: [{ code, title }] });
}

export const badRequest = (title: string) => sunshineError(400, 'bad_request', title);
export const unauthorized = () => sunshineError(401, 'unauthorized', 'Authorization is required');
export const forbiddenApp = () => sunshineError(403, 'forbidden', 'The key has no access to this app');
export const unknownResource = (title: string) => sunshineError(404, 'not_found', title);
export const tooLarge = () => sunshineError(413, 'payload_too_large', 'Request entity too large');
export const wrongType = (type: string) =>
  sunshineError(415, 'unsupported_media_type', `Content-Type must be ${type}`);
export const conversationLocked = () =>
  sunshineError(423, 'conversation_locked', 'The conversation has reached its maximum of messages');
/** The API's description promises no `Retry-After`. */
export const tooManyRequests = () => sunshineError(429, 'too_many_requests', 'Too many requests');
