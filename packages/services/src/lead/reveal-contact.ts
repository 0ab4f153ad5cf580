import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { openContact, openName } from "../person/new-person.ts";
import { phoneForPeople } from "../person/phone.ts";
import { clusterOf } from "./cluster.ts";

export const revealContactInput = z.object({ leadId: z.uuid() });

export interface RevealedContact {
  name: string | null;
  /** E.164, and as it is written for people */
  phones: { e164: string; display: string }[];
  emails: string[];
}

/** The contact points in clear, also of leads merged into this one; audited. Throws NOT_FOUND. */
export async function revealContact(
  ctx: Context,
  input: z.input<typeof revealContactInput>,
): Promise<RevealedContact> {
  requirePermission(ctx, "lead.read-contact");
  const { leadId } = revealContactInput.parse(input);
  const { orgId } = ctx;
  return ctx.db.withOrgSql(orgId, async (sql) => {
    const rows = await readSealed(sql, ctx, await clusterOf(sql, ctx, leadId));
    const [first] = rows;
    if (!first) throw notFound("This lead");
    await audit(sql, ctx, {
      action: "lead.reveal-contact",
      subjectType: "lead",
      subjectId: leadId,
      detail: { personId: first.personId },
    });
    const keysOf = ({ personId, wrappedKey }: SealedRow) =>
      ctx.organisation.crypto.person(personId, wrappedKey);
    const valuesOf = (wanted: string) =>
      rows.flatMap((row) => {
        const { contactId, kind, sealed } = row;
        return contactId !== null && sealed !== null && kind === wanted
          ? [openContact(keysOf(row), contactId, sealed)]
          : [];
      });
    return {
      name: first.nameSealed && openName(keysOf(first), first.personId, first.nameSealed),
      phones: valuesOf("phone").map((e164) => ({ e164, display: phoneForPeople(e164) })),
      emails: valuesOf("email"),
    };
  });
}

/** A contact point and whose it is; a person without any has one row of nulls. */
interface SealedRow {
  personId: string;
  wrappedKey: Buffer;
  nameSealed: Buffer | null;
  contactId: string | null;
  kind: string | null;
  sealed: Buffer | null;
}

/** The lead's own person first, then those of the leads merged into it; each one's contacts oldest first. */
async function readSealed(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<SealedRow[]> {
  const { rows } = await sql.query<SealedRow>(
    `select p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed",
            c.id as "contactId", c.kind, c.sealed
       from (select l.person_id, min(wanted.place) as place
               from unnest($2::uuid[]) with ordinality as wanted(id, place)
               join lead l on l.org_id = $1 and l.id = wanted.id group by l.person_id) of
       join person p on p.org_id = $1 and p.id = of.person_id
       left join contact_point c on c.org_id = p.org_id and c.person_id = p.id
      order by of.place, c.created_at, c.id`,
    [ctx.orgId, leadIds],
  );
  return rows;
}
