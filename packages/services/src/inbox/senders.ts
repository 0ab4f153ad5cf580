import type { LeadOfContact } from "../lead/of-contact.ts";
import type { Item } from "./item.ts";

/** Who stands behind the numbers of a notification, as it is worked through. */
export class Senders {
  readonly #known: Map<string, LeadOfContact>;

  /** by `phone ${number in E.164}` */
  constructor(known: Map<string, LeadOfContact>) {
    this.#known = known;
  }

  of({ phone }: Item): LeadOfContact | null {
    return phone === null ? null : (this.#known.get(`phone ${phone}`) ?? null);
  }

  met(phone: string, sender: LeadOfContact): void {
    this.#known.set(`phone ${phone}`, sender);
  }
}
