import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { PersonGroups } from "../import/group-persons.ts";
import type { GivenLead } from "./put-lead-input.ts";
import { lockContacts } from "./take-enquiry.ts";

/**
 * Whose lead it is: `personId`, or who is known by one of the contacts, or somebody new. What is new about the person is
 * written; a contact that is somebody else's stays theirs.
 */
export async function personOfGiven(
  sql: OrgSql,
  ctx: Context,
  { name, phone, email }: GivenLead,
  personId: string | null,
): Promise<{ personId: string; changed: boolean }> {
  const contacts = { name, phones: phone, emails: email };
  await lockContacts(sql, ctx, [
    ...phone.map((value) => ({ kind: "phone" as const, value })),
    ...email.map((value) => ({ kind: "email" as const, value })),
  ]);
  const persons = await PersonGroups.of(sql, ctx, [contacts]);
  const group = personId === null ? persons.join(contacts) : persons.known(personId);
  if (personId !== null) {
    if (name !== null) Object.assign(group, { name, rename: true });
    persons.extend(group, contacts);
  }
  const changed = await persons.store(sql, ctx);
  const id = group.personId ?? "";
  return { personId: id, changed: changed.has(id) };
}
