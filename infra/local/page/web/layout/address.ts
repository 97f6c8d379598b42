export const views = ['conversation', 'moments'] as const;
export type View = (typeof views)[number];
export const viewTitles: Readonly<Record<View, string>> = {
  conversation: 'Conversation',
  moments: 'Moments',
};
/** Parts of the conversation view, of which a narrow window shows one. */
export const panes = ['customer', 'way', 'ticket'] as const;
export type Pane = (typeof panes)[number];

/** Where one is on the page. */
export type Address = Readonly<{
  view: View;
  pane: Pane;
  /** The ticket that somebody has opened; null = none, the newest is followed. */
  ticket: string | null;
}>;

/** `#conversation?ticket=12&pane=way`; what is not understood counts as not said. */
export function addressOf(hash: string): Address {
  const [name, query = ''] = hash.replace(/^#/, '').split('?');
  const said = new URLSearchParams(query);
  const ticket = said.get('ticket');
  return {
    view: views.find((view) => view === name) ?? 'conversation',
    pane: panes.find((pane) => pane === said.get('pane')) ?? 'customer',
    // It becomes a part of a path.
    ticket: ticket !== null && /^\w{1,40}$/.test(ticket) ? ticket : null,
  };
}

/** The other way round. */
export function hashOf({ view, pane, ticket }: Address): string {
  const query = new URLSearchParams({
    ...(ticket === null ? {} : { ticket }),
    ...(pane === 'customer' ? {} : { pane }),
  }).toString();
  return query === '' ? `#${view}` : `#${view}?${query}`;
}

/** What the browser calls it, in tabs, history and to whoever reads by ear. Never customer text. */
export function titleOf({ view, ticket }: Pick<Address, 'view' | 'ticket'>): string {
  const place = view === 'conversation' && ticket !== null ? `Ticket ${ticket}` : viewTitles[view];
  return `${place} · Dragoman demo`;
}
