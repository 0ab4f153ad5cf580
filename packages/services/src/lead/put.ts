import { createHash } from "node:crypto";
import type { OrgSql } from "@leadlift/db/connect";
import { recordConsentsIn } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { MovedMeanwhile, untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { announceSoon } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";
import { changeLead } from "./change-lead.ts";
import { keptLeads } from "./cluster.ts";
import { makeLead } from "./make-lead.ts";
import { type GivenLead, type PutLeadInput, putLeadInput } from "./put-lead-input.ts";
import { resolveGiven } from "./resolve-given.ts";

export {
  type GivenLead,
  leadExternalId,
  type PutLeadInput,
  putLeadBody,
  putLeadInput,
} from "./put-lead-input.ts";

export interface PutLead {
  leadId: string;
  externalId: string;
  personId: string;
  created: boolean;
  /** false: it was there and said the same */
  changed: boolean;
  /** of the lead from now on */
  version: number;
  /** the lead that stands for it in lists, where it was merged into another */
  mergedInto: string | null;
}

/**
 * Makes the lead with this external id, with all that an enquiry brings about, or adds to what is known of it; what is
 * not said stays. Who is known by a phone number or an e-mail address is the same person. The score follows.
 * Throws ZodError for what a field cannot be, FORBIDDEN for consents without the permission to record them.
 */
export async function putLead(ctx: Context, input: PutLeadInput): Promise<PutLead> {
  const given = putLeadInput.parse(input);
  const put = await untilSettled(() => ctx.db.withOrgSql(ctx.orgId, (sql) => putLeadIn(sql, ctx, given)));
  if (put.changed) announceSoon(ctx, { kind: "lead", leadIds: [put.leadId] });
  return put;
}

/** The same in the caller's transaction, which has to be done again on CONFLICT, and announced once it is committed. */
export async function putLeadIn(sql: OrgSql, ctx: Context, given: GivenLead): Promise<PutLead> {
  requirePermission(ctx, "lead.work");
  if (given.consents.length > 0) requirePermission(ctx, "consent.write");
  const { externalId } = given;
  // Two who put the same lead at once make one.
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `lead ${ctx.orgId} ${externalId}`,
  ]);
  const resolved = await resolveGiven(sql, ctx, given);
  const known = await readKnown(sql, ctx, externalId);
  const { leadId, personId } = known ?? (await makeLead(sql, ctx, given, resolved));
  const changed = known ? await changeLead(sql, ctx, { leadId, personId, given, resolved }) : true;
  const consented = await recordConsents(sql, ctx, personId, given);
  if (!known) await makeState(sql, ctx, leadId);
  const now = await readKnown(sql, ctx, externalId);
  if (!now) throw new MovedMeanwhile();
  // What it was merged into may have been merged itself.
  const [mergedInto = null] = now.mergedInto === null ? [] : await keptLeads(sql, ctx, [now.leadId]);
  return { externalId, ...now, mergedInto, created: !known, changed: changed || consented };
}

async function readKnown(
  sql: OrgSql,
  ctx: Context,
  externalId: string,
): Promise<Pick<PutLead, "leadId" | "personId" | "version" | "mergedInto"> | undefined> {
  const { rows } = await sql.query<Pick<PutLead, "leadId" | "personId" | "version" | "mergedInto">>(
    `select id as "leadId", person_id as "personId", version, merged_into as "mergedInto" from lead
      where org_id = $1 and external_id = $2`,
    [ctx.orgId, externalId],
    "lead by external id",
  );
  return rows[0];
}

/** From its first moment the lead has a state to be scored by, and a score on its way. */
async function makeState(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const held = await holdStates(sql, ctx, [leadId]);
  held.refold(leadId);
  await held.settle({ promiseScores: true });
}

/** True when one of them is new. */
async function recordConsents(
  sql: OrgSql,
  ctx: Context,
  personId: string,
  { externalId, consents }: GivenLead,
): Promise<boolean> {
  if (consents.length === 0) return false;
  const entries = consents.map((entry) =>
    entry.consentId === undefined && entry.occurredAt === undefined
      ? { ...entry, consentId: onceFor([personId, externalId, entry]) }
      : entry,
  );
  const [recorded = []] = await recordConsentsIn(sql, ctx, [{ personId, entries }]);
  return recorded.some(({ duplicate }) => !duplicate);
}

/** A lead that is sent every night must not give again what the person has withdrawn since. */
function onceFor(said: readonly unknown[]): string {
  return `lead:${createHash("sha256").update(JSON.stringify(said)).digest("hex")}`;
}
