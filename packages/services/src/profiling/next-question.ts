import type { OrgSql } from "@leadlift/db/connect";
import type { LeadFacts } from "@leadlift/scoring/features";
import type { Question } from "@leadlift/scoring/model";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { cleanText } from "../event/clean-text.ts";
import { LeadFinder } from "../event/find-leads.ts";
import { loadFacts } from "../feature/load-facts.ts";
import { featureSettings } from "../feature/settings.ts";
import { requirePermission } from "../permissions.ts";
import { normaliseEmail } from "../person/email.ts";
import { normalisePhone } from "../person/phone.ts";
import { type ModelCache, type OpenChampion, processModels } from "../scoring/open-champion.ts";
import { leadById } from "../scoring/read-leads.ts";
import { answeredLead } from "./answered-lead.ts";
import { type AskedField, askedFields, isAnswered } from "./fields.ts";

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

export interface NextQuestion extends AskedField {
  /** by how many points the answer would move the score, up or down, on average */
  points: number;
  /** the usual answers where one is chosen, commonest first; null: a number, or yes or no */
  choices: string[] | null;
}

/**
 * The one question that, answered now, would move this lead's score most. Null where there is none: everything is
 * answered, the lead is closed, there is no model, or the person does not want to be scored or answered.
 */
export async function nextQuestion(
  ctx: Context,
  input: z.input<typeof nextQuestionInput>,
  options: { models?: ModelCache } = {},
): Promise<{ leadId: string; question: NextQuestion | null }> {
  requirePermission(ctx, "lead.read");
  const { subject, except } = nextQuestionInput.parse(input);
  const { leadId, open, facts, fields } = await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const lead = await standingLead(sql, ctx, await idOf(sql, ctx, subject));
    return {
      leadId: lead.id,
      open: lead.status === "open",
      facts: (await loadFacts(sql, ctx, [lead.id])).get(lead.id),
      fields: (await askedFields(sql, ctx)).filter(({ field }) => !except.includes(field)),
    };
  });
  if (!open || !facts) return { leadId, question: null };
  const models = options.models ?? processModels;
  const question = await models.withChampion(ctx, (champion) => best(ctx, champion, facts, fields));
  return { leadId, question };
}

async function best(
  ctx: Context,
  { asking }: OpenChampion,
  facts: LeadFacts,
  fields: readonly AskedField[],
): Promise<NextQuestion | null> {
  const now = ctx.now();
  const asOf = { at: now.getTime(), knownAt: now.getTime(), lawfulAt: now.getTime() };
  const lead = answeredLead(facts, asOf, featureSettings(ctx.organisation));
  if (!lead.consents.scoring.inForce || !lead.consents.enquiry_reply.inForce) return null;
  const open = fields.filter(({ field }) => !isAnswered(lead.profile, field));
  const [first] = await asking.questions(
    open.map(({ field }) => field),
    (answer) => lead.recordWith(answer ? { [answer.field]: answer.value } : {}),
    { asOf: now },
  );
  const asked = open.find(({ field }) => field === first?.field);
  if (!first || !asked || first.points === 0) return null;
  return { ...asked, points: Math.round(10 * first.points) / 10, choices: choicesOf(asked, first) };
}

function choicesOf({ kind }: AskedField, { answers }: Question): string[] | null {
  return kind === "categorical" ? answers.map(({ value }) => String(value)) : null;
}

type Subject = z.output<typeof nextQuestionInput>["subject"];

/** Throws NOT_FOUND, BAD_INPUT for a phone number or an address that is none. */
async function idOf(sql: OrgSql, ctx: Context, subject: Subject): Promise<string> {
  const { leadId = null, externalId = null } = subject;
  const phone = subject.phone === undefined ? null : normalisePhone(subject.phone);
  const email = subject.email === undefined ? null : normaliseEmail(subject.email);
  if (subject.phone !== undefined && phone === null) {
    throw new ServiceError("BAD_INPUT", "subject.phone is no phone number.");
  }
  if (subject.email !== undefined && email === null) {
    throw new ServiceError("BAD_INPUT", "subject.email is no e-mail address.");
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
