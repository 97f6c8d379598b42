/** One request to a helpdesk. `timeoutMs` covers the whole exchange, body included. */
export type HttpRequest = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  timeoutMs: number;
}>;

/** What came back, or that nothing did. A vendor's error page is an answer like any other. */
export type HttpAnswer =
  | Readonly<{ kind: 'answer'; status: number; headers: Readonly<Record<string, string>>; body: string }>
  | Readonly<{ kind: 'no-answer'; why: 'timeout' | 'network' }>;

/** Sends a request and never throws: what may happen is in the answer. Header names come back in lower case. */
export type HttpSend = (request: HttpRequest) => Promise<HttpAnswer>;
