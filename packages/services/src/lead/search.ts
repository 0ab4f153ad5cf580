import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { normaliseEmail } from "../person/email.ts";
import { searchPrefixes } from "../person/name-prefixes.ts";
import { openContact } from "../person/new-person.ts";
import { normalisePhone } from "../person/phone.ts";
import { keptLeads } from "./cluster.ts";

/** Above this many matches a name is looked up row by row along the list's order instead of all at once. */
export const gatheredAtMost = 2_000;
const phonesOpened = 500;

/** all: nothing to search by; leads: exactly these; names: so many that they are not gathered. */
export type SearchResult =
  | { kind: "all" }
  | { kind: "leads"; ids: string[] }
  | { kind: "names"; tokens: Uint8Array[] };

/** Words of a name, a phone number or four and more of its last digits, an e-mail address, or the lead's id elsewhere. */
export async function searchLeads(
  sql: OrgSql,
  ctx: Context,
  search: string | undefined,
): Promise<SearchResult> {
  const text = search?.trim() ?? "";
  if (text === "") return { kind: "all" };
  const byId = await leadsByExternalId(sql, ctx, text);
  const leads = async (...found: string[][]): Promise<SearchResult> => ({
    kind: "leads",
    ids: await keptLeads(sql, ctx, [...new Set(found.flat())]),
  });
  const email = normaliseEmail(text);
  if (email) return leads(byId, await leadsByContact(sql, ctx, "email", email));
  if (/^[+\d][\d\s()-]*$/.test(text)) return leads(byId, await leadsByPhone(sql, ctx, text));
  const tokens = searchPrefixes(text).map((prefix) =>
    ctx.organisation.crypto.blindIndex("name-prefix", prefix),
  );
  if (tokens.length === 0) return byId.length > 0 ? leads(byId) : { kind: "all" };
  const named = await leadsByName(sql, ctx, tokens);
  return named.length > gatheredAtMost ? { kind: "names", tokens } : leads(byId, named);
}

async function leadsByExternalId(sql: OrgSql, ctx: Context, text: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "select id from lead where org_id = $1 and external_id = $2",
    [ctx.orgId, text],
  );
  return rows.map(({ id }) => id);
}

async function leadsByContact(
  sql: OrgSql,
  ctx: Context,
  kind: "phone" | "email",
  value: string,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select l.id from contact_point c join lead l on l.org_id = c.org_id and l.person_id = c.person_id
      where c.org_id = $1 and c.kind = $2 and c.blind_index = $3`,
    [ctx.orgId, kind, ctx.organisation.crypto.blindIndex(kind, value)],
  );
  return rows.map(({ id }) => id);
}

/** Of a number that is not whole, those with the same last four digits are opened and compared. */
async function leadsByPhone(sql: OrgSql, ctx: Context, text: string): Promise<string[]> {
  const whole = normalisePhone(text);
  if (whole) return leadsByContact(sql, ctx, "phone", whole);
  // A leading 0 may be the trunk prefix, which is not stored, or a digit of the number's end.
  const digits = text.replace(/\D/g, "");
  const afterTrunk = digits.replace(/^0+/, "");
  const endings = [digits, afterTrunk].filter(({ length }) => length >= 4);
  if (endings.length === 0) return [];
  const { crypto } = ctx.organisation;
  const { rows } = await sql.query<{
    leadId: string;
    personId: string;
    contactId: string;
    wrappedKey: Buffer;
    sealed: Buffer;
  }>(
    `select l.id as "leadId", p.id as "personId", c.id as "contactId", p.wrapped_key as "wrappedKey", c.sealed
       from contact_point c
       join person p on p.org_id = c.org_id and p.id = c.person_id
       join lead l on l.org_id = c.org_id and l.person_id = c.person_id
      where c.org_id = $1 and c.last4_index = $2 limit $3`,
    [ctx.orgId, crypto.blindIndex("last4", digits.slice(-4)), phonesOpened],
  );
  return rows.flatMap(({ leadId, personId, contactId, wrappedKey, sealed }) => {
    const phone = openContact(crypto.person(personId, wrappedKey), contactId, sealed);
    return endings.some((ending) => phone.endsWith(ending)) ? [leadId] : [];
  });
}

async function leadsByName(sql: OrgSql, ctx: Context, tokens: readonly Uint8Array[]): Promise<string[]> {
  const others = tokens.slice(1).map((_, i) => nameTokenSql("l", `$${i + 4}`));
  const { rows } = await sql.query<{ id: string }>(
    `select l.id from person_name_token t join lead l on l.org_id = t.org_id and l.person_id = t.person_id
      where t.org_id = $1 and t.token = $2 ${others.map((other) => `and ${other}`).join(" ")} limit $3`,
    [ctx.orgId, tokens[0], gatheredAtMost + 1, ...tokens.slice(1)],
  );
  return rows.map(({ id }) => id);
}

/** The condition that a lead's person has a name token. */
export function nameTokenSql(lead: string, token: string): string {
  return `exists (select from person_name_token n
    where n.org_id = ${lead}.org_id and n.token = ${token} and n.person_id = ${lead}.person_id)`;
}
