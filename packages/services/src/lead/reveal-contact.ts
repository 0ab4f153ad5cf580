import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { openContact, openName } from "../person/new-person.ts";
import { phoneForPeople } from "../person/phone.ts";

export const revealContactInput = z.object({ leadId: z.uuid() });

export interface RevealedContact {
  name: string | null;
  /** E.164, and as it is written for people */
  phones: { e164: string; display: string }[];
  emails: string[];
}

/** The contact points in clear; audited. Throws NOT_FOUND. */
export async function revealContact(
  ctx: Context,
  input: z.input<typeof revealContactInput>,
): Promise<RevealedContact> {
  requirePermission(ctx, "lead.read-contact");
  const { leadId } = revealContactInput.parse(input);
  const { orgId } = ctx;
  return ctx.db.withOrg(orgId, async (tx) => {
    const lead = await tx.lead.findUnique({
      where: { orgId_id: { orgId, id: leadId } },
      select: {
        person: {
          select: {
            id: true,
            wrappedKey: true,
            nameSealed: true,
            contactPoints: {
              orderBy: [{ createdAt: "asc" }, { id: "asc" }],
              select: { id: true, kind: true, sealed: true },
            },
          },
        },
      },
    });
    if (!lead) throw notFound("This lead");
    const { person } = lead;
    await audit(tx, ctx, {
      action: "lead.reveal-contact",
      subjectType: "lead",
      subjectId: leadId,
      detail: { personId: person.id },
    });
    const keys = ctx.organisation.crypto.person(person.id, person.wrappedKey);
    const valuesOf = (kind: string) =>
      person.contactPoints
        .filter((contact) => contact.kind === kind)
        .map((contact) => openContact(keys, contact.id, contact.sealed));
    return {
      name: person.nameSealed && openName(keys, person.id, person.nameSealed),
      phones: valuesOf("phone").map((e164) => ({ e164, display: phoneForPeople(e164) })),
      emails: valuesOf("email"),
    };
  });
}
