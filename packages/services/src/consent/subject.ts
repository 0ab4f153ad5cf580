import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { cleanText } from "../event/clean-text.ts";
import { normaliseEmail } from "../person/email.ts";
import { normalisePhone } from "../person/phone.ts";

/** Whose consent it is: exactly one of these says so. */
export const consentSubject = z
  .strictObject({
    personId: z.uuid().optional(),
    leadId: z.uuid().optional(),
    /** of a lead */
    externalId: z.string().min(1).max(200).transform(cleanText).optional(),
    phone: z.string().max(60).optional(),
    email: z.string().max(300).optional(),
  })
  .refine((subject) => Object.values(subject).filter((value) => value !== undefined).length === 1, {
    message: "needs exactly one of personId, leadId, externalId, phone and email",
  });

export type ConsentSubject = z.infer<typeof consentSubject>;

/** Throws NOT_FOUND, BAD_INPUT for a phone number or an address that is none. */
export async function personOf(sql: OrgSql, ctx: Context, subject: ConsentSubject): Promise<string> {
  const [statement, value] = lookup(ctx, subject);
  const { rows } = await sql.query<{ id: string }>(statement, [ctx.orgId, value]);
  const [person] = rows;
  if (!person) throw notFound("This person");
  return person.id;
}

function lookup(
  ctx: Context,
  { personId, leadId, externalId, phone, email }: ConsentSubject,
): [string, unknown] {
  if (personId !== undefined) return ["select id from person where org_id = $1 and id = $2", personId];
  if (leadId !== undefined) {
    return ["select person_id as id from lead where org_id = $1 and id = $2", leadId];
  }
  if (externalId !== undefined) {
    return ["select person_id as id from lead where org_id = $1 and external_id = $2", externalId];
  }
  const kind = phone === undefined ? "email" : "phone";
  const value = phone === undefined ? normaliseEmail(email ?? "") : normalisePhone(phone);
  if (value === null) {
    const what = kind === "phone" ? "phone number" : "e-mail address";
    throw new ServiceError("BAD_INPUT", { worded: `subject.${kind} is no ${what}.` });
  }
  return [
    `select person_id as id from contact_point where org_id = $1 and kind = '${kind}' and blind_index = $2`,
    ctx.organisation.crypto.blindIndex(kind, value),
  ];
}
