import { webPassword } from './seed.ts';

export type RestAnswer = Readonly<{ status: number; headers: Headers; text: string; json: any }>;

/** A transaction of a ticket with all that a test looks at. */
export type Written = Readonly<{
  id: string;
  type: string;
  creator: string;
  field: string;
  oldValue: string;
  newValue: string;
  fields: Readonly<Record<string, readonly string[]>>;
  parts: readonly Readonly<{ id: string; type: string; name: string; content: string }>[];
}>;

/** An agent in front of RT's pages. */
export type WebSession = Readonly<{
  page(path: string): Promise<string>;
  /** Writes into the editor and presses the button. */
  write(
    ticket: string,
    how: 'comment' | 'reply',
    html: string,
    file?: Readonly<{ name: string; type: string; content: string }>,
  ): Promise<void>;
}>;

/** Whoever speaks to an RT, by REST, mail or browser. */
export type Talk = Readonly<{
  /** Signs in with a browser's means. */
  signIn(login: 'marta'): Promise<WebSession>;
  /** A call of REST 2.0 as that user; a body is sent as JSON, a text as it is. */
  rest(
    login: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<RestAnswer>;
  /** The entries of a list, as the administrator sees them. */
  list(path: string, query: Readonly<Record<string, string>>): Promise<readonly any[]>;
  /** Gives a mail to RT's gateway, as a mail server would. */
  mailIn(mail: string, how?: { queue?: string; action?: 'correspond' | 'comment' }): Promise<void>;
  /** Everything that stands in a ticket's history, the oldest first. */
  historyOf(ticket: string): Promise<readonly Written[]>;
  /** How many transactions there are in all tickets. */
  transactionCount(): Promise<number>;
}>;

/** `tokens`: by login. */
export function talkingTo(url: string, tokens: Readonly<Record<string, string>>): Talk {
  const rest: Talk['rest'] = async (login, method, path, body, headers = {}) => {
    const response = await fetch(`${url}/REST/2.0${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `token ${tokens[login]}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  };
  const list: Talk['list'] = async (path, query) => {
    const parameters = new URLSearchParams({ per_page: '100', ...query });
    return (await rest('root', 'GET', `${path}?${parameters}`)).json.items;
  };
  const partsOf = async (transaction: string) =>
    (await list(`/transaction/${transaction}/attachments`, { fields: 'ContentType,Filename,Content' })).map(
      ({ id, ContentType, Filename, Content }) => ({
        id,
        type: ContentType,
        name: Filename,
        content: Content,
      }),
    );
  return {
    rest,
    list,
    signIn: (login) => signIn(url, login),
    async mailIn(mail, { queue = 'Support', action = 'correspond' } = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ queue, action, SessionType: 'REST', message: mail }))
        form.set(name, value);
      const answer = await fetch(`${url}/REST/1.0/NoAuth/mail-gateway`, { method: 'POST', body: form });
      const text = await answer.text();
      if (!/^ok\b/.test(text)) throw new Error(`The gateway did not take a mail: ${text}`);
    },
    async historyOf(ticket) {
      const fields = 'Type,Creator,Field,OldValue,NewValue,CustomFields';
      const items = await list(`/ticket/${ticket}/history`, { fields, orderby: 'id' });
      return Promise.all(
        items.map(async ({ id, Type, Creator, Field, OldValue, NewValue, CustomFields }) => ({
          id,
          type: Type,
          creator: Creator.id,
          field: Field,
          oldValue: OldValue,
          newValue: NewValue,
          fields: Object.fromEntries((CustomFields || []).map(({ name, values }: any) => [name, values])),
          parts: /^(Create|Correspond|Comment)$/.test(Type) ? await partsOf(id) : [],
        })),
      );
    },
    async transactionCount() {
      const answer = await rest('root', 'GET', "/transactions?query=ObjectType='RT::Ticket'&per_page=1");
      return answer.json.total;
    },
  };
}

async function signIn(url: string, login: string): Promise<WebSession> {
  // RT wants to see that a form was sent from its own pages.
  const referer = `${url}/`;
  const signedIn = await fetch(`${url}/NoAuth/Login.html`, {
    method: 'POST',
    redirect: 'manual',
    headers: { referer },
    body: new URLSearchParams({ user: login, pass: webPassword, next: '' }),
  });
  const session = signedIn.headers.getSetCookie().map((header) => header.split(';', 1)[0]);
  const headers = { referer, cookie: session.join('; ') };
  const page: WebSession['page'] = async (path) => (await fetch(`${url}${path}`, { headers })).text();
  return {
    page,
    async write(ticket, how, html, file) {
      const action = how === 'comment' ? 'Comment' : 'Respond';
      const form = await page(`/Ticket/Update.html?id=${ticket}&Action=${action}`);
      const body = new FormData();
      const fields = {
        id: ticket,
        UpdateType: how === 'comment' ? 'private' : 'response',
        UpdateContentType: 'text/html',
        UpdateContent: html,
        Token: /name="Token" value="([^"]*)"/.exec(form)?.[1] ?? '',
        SubmitTicket: '1',
      };
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      if (file) body.set('Attach', new Blob([file.content], { type: file.type }), file.name);
      const answer = await fetch(`${url}/Ticket/Update.html`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body,
      });
      if (answer.status !== 302) throw new Error(`RT did not take what ${login} wrote: ${answer.status}`);
    },
  };
}
