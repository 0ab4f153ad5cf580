import type { NumberChange } from "@leadlift/connectors/whatsapp";
import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { PersonGroups } from "../import/group-persons.ts";
import { leadsOfContacts } from "../lead/of-contact.ts";
import { type Item, phoneOf } from "./item.ts";

/** The new number becomes another of the same person's; one that is somebody's already stays theirs. */
export async function changeNumbers(
  sql: OrgSql,
  ctx: Context,
  changes: readonly Item<NumberChange>[],
): Promise<void> {
  for (const { event, phone } of changes) {
    if (phone === null) continue;
    const known = await leadsOfContacts(sql, ctx, [{ kind: "phone", value: phone }]);
    const personId = known.get(`phone ${phone}`)?.personId;
    if (personId === undefined) continue;
    const added = { name: null, phones: [phoneOf(event.to)], emails: [] };
    const persons = await PersonGroups.of(sql, ctx, [added]);
    persons.extend(persons.known(personId), added);
    await persons.store(sql, ctx);
  }
}
