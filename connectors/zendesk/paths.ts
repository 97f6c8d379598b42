/** Path of a ticket in the REST API, the id made safe for a URL. */
export function ticketPath(ticket: string): string {
  return `/api/v2/tickets/${encodeURIComponent(ticket)}`;
}
