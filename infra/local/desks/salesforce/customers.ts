import type { SalesforceStandIn } from '../../helpdesks/salesforce/index.ts';

export type Customer = Readonly<{ email: string; name: string; contactId: string }>;

const inAddress = (name: string) => name.toLowerCase().replace(/[^a-z0-9._-]/g, '-');

/** Who writes on the cases of replay lines. Customers are contacts of the org; people in copy are known by their address only. */
export class SalesforceCustomers {
  readonly #standIn: SalesforceStandIn;
  readonly #customers = new Map<string, Customer>();
  readonly #portalUsers = new Map<string, string>();

  constructor(standIn: SalesforceStandIn) {
    this.#standIn = standIn;
  }

  of(ticket: string): Customer {
    const known = this.#customers.get(ticket);
    if (known !== undefined) return known;
    const email = `customer-of-${inAddress(ticket)}@example.org`;
    const contactId = this.#standIn.addContact({ lastName: 'Customer', email });
    const customer = { email, name: 'Customer', contactId };
    this.#customers.set(ticket, customer);
    return customer;
  }

  /** User id of the customer in the portal. */
  portalUserOf(ticket: string): string {
    const known = this.#portalUsers.get(ticket);
    if (known !== undefined) return known;
    const { email, contactId } = this.of(ticket);
    const username = `portal.${email}`;
    const id = this.#standIn.setUser({ username, lastName: 'Customer', email, profile: 'portal', contactId });
    this.#portalUsers.set(ticket, id);
    return id;
  }

  participantIn(ticket: string, name = 'participant'): Omit<Customer, 'contactId'> {
    return { email: `${inAddress(name)}-in-${inAddress(ticket)}@example.org`, name };
  }
}
