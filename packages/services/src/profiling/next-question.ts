import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { cleanText } from "../event/clean-text.ts";
import { LeadFinder } from "../event/find-leads.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { requirePermission } from "../permissions.ts";
import { normaliseEmail } from "../person/email.ts";
import { normalisePhone } from "../person/phone.ts";
import { type ModelCache, processModels } from "../scoring/open-champion.ts";
import { leadById } from "../scoring/read-leads.ts";
import { fieldsToAsk } from "./fields-to-ask.ts";
import { findQuestion } from "./find-question.ts";
import type { LeadQuestion } from "./stored-question.ts";

export const nextQuestionInput = z.strictObject({
  /** whose question it is */
  subject: z
    .strictObject({
      leadId: z.uuid().toLowerCase().optional(),
      externalId: z.string().min(1).max(200).transform(cleanText).optional(),
      phone: z.string().max(60).optional(),
      email: z.string().max(300).optional(),
    })
    .refine((subject) => Object.values(subject).filter((value) => value !== undefined).length === 1, {
      message: "needs exactly one of leadId, externalId, phone and email",
    }),
  /** fields not to ask for, for instance those that this form has asked already */
  except: z.array(z.string().max(200)).max(100).default([]),
});

/**
 * The one question that, answered now, would move this lead's score most. Null where there is none: everything is
 * answered, the lead is closed, there is no model, or the person does not want to be scored or answered.
 */
export async function nextQuestion(
  ctx: Context,
  input: z.input<typeof nextQuestionInput>,
  options: { models?: ModelCache } = {},
): Promise<{ leadId: string; question: LeadQuestion | null }> {
  requirePermission(ctx, "lead.read");
  const { subject, except } = nextQuestionInput.parse(input);
  const { leadId, lead, fields } = await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { id, status } = await standingLead(sql, ctx, await idOf(sql, ctx, subject));
    const { open } = await fieldsToAsk(sql, ctx, id);
    const [read] = status === "open" ? await readVectors(sql, ctx, [{ id }]) : [];
    return { leadId: id, lead: read, fields: open.filter(({ field }) => !except.includes(field)) };
  });
  if (!lead) return { leadId, question: null };
  const models = options.models ?? processModels;
  const question = await models.withChampion(ctx, (champion) => findQuestion(ctx, champion, lead, fields));
  return { leadId, question };
}

type Subject = z.output<typeof nextQuestionInput>["subject"];

/** Throws NOT_FOUND, BAD_INPUT for a phone number or an address that is none. */
async function idOf(sql: OrgSql, ctx: Context, subject: Subject): Promise<string> {
  const { leadId = null, externalId = null } = subject;
  const phone = subject.phone === undefined ? null : normalisePhone(subject.phone);
  const email = subject.email === undefined ? null : normaliseEmail(subject.email);
  if (subject.phone !== undefined && phone === null) {
    throw new ServiceError("BAD_INPUT", { worded: "subject.phone is no phone number." });
  }
  if (subject.email !== undefined && email === null) {
    throw new ServiceError("BAD_INPUT", { worded: "subject.email is no e-mail address." });
  }
  const wanted = { leadId, externalId, phone, email, visitorId: null, name: null };
  const found = (await LeadFinder.of(sql, ctx, [wanted])).find(wanted);
  if (found === null || found === "unknown") throw notFound("This lead");
  return found.leadId;
}

/** The lead, or the one that stands for it since they were merged. */
async function standingLead(sql: OrgSql, ctx: Context, leadId: string) {
  let lead = await leadById(sql, ctx, leadId);
  while (lead?.mergedInto) lead = await leadById(sql, ctx, lead.mergedInto);
  if (!lead) throw notFound("This lead");
  return lead;
}
