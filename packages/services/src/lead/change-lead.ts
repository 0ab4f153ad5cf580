import type { OrgSql } from "@leadlift/db/connect";
import { setOwner } from "../assignment/set-owner.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { MovedMeanwhile } from "../event/moved-meanwhile.ts";
import { lockStates } from "../feature/lock-states.ts";
import { notAfter } from "./make-lead.ts";
import { personOfGiven } from "./person-of-given.ts";
import { promiseScore } from "./promise-score.ts";
import type { GivenLead } from "./put-lead-input.ts";
import { plainValues } from "./record.ts";
import type { ResolvedLead } from "./resolve-given.ts";

interface Changing {
  leadId: string;
  personId: string;
  given: GivenLead;
  resolved: ResolvedLead;
}

/**
 * Adds what was said to what is known of a lead; true when any of it is news. What it was before is kept for vectors as of
 * earlier times, and the score follows. Throws CONFLICT where the lead went away meanwhile.
 */
export async function changeLead(
  sql: OrgSql,
  ctx: Context,
  { leadId, personId, given, resolved }: Changing,
): Promise<boolean> {
  const person = await personOfGiven(sql, ctx, given, personId);
  // States before leads, as everywhere: a change of the profile locks the state as well.
  await lockStates(sql, ctx, [leadId], "update");
  const before = await lockRow(sql, ctx, leadId);
  const after = changed(before, given, resolved, ctx.now());
  const fields = fieldsOf(before, after);
  if (person.changed) fields.push("person");
  if (fields.length > 0) {
    await write(sql, ctx, leadId, after, fields);
    await audit(sql, ctx, {
      action: "lead.change",
      subjectType: "lead",
      subjectId: leadId,
      detail: { fields: fields.join(" ") },
    });
    await promiseScore(sql, ctx, leadId);
  }
  const { ownerId } = resolved;
  const goes = ownerId !== undefined && ownerId !== before.ownerId;
  if (goes) await give(sql, ctx, leadId, ownerId);
  return fields.length > 0 || goes;
}

interface Row {
  kind: string;
  source: string | null;
  city: string | null;
  minPaise: number | null;
  maxPaise: number | null;
  attributes: Record<string, unknown>;
  listingId: string | null;
  enquiredAt: Date | null;
}

async function lockRow(sql: OrgSql, ctx: Context, leadId: string): Promise<Row & { ownerId: string | null }> {
  const { rows } = await sql.query<
    Omit<Row, "minPaise" | "maxPaise"> & { min: string | null; max: string | null; ownerId: string | null }
  >(
    `select kind, source, city, budget_min_paise as min, budget_max_paise as max, attributes, listing_id as "listingId",
            enquired_at as "enquiredAt", owner_id as "ownerId"
       from lead where org_id = $1 and id = $2 for update`,
    [ctx.orgId, leadId],
    "lock lead to change",
  );
  const [row] = rows;
  if (!row) throw new MovedMeanwhile();
  const { min, max, ...rest } = row;
  return {
    ...rest,
    minPaise: min === null ? null : Number(min),
    maxPaise: max === null ? null : Number(max),
  };
}

function changed(before: Row, given: GivenLead, resolved: ResolvedLead, now: Date): Row {
  const { budget, listingId, attributes } = resolved;
  const taken = new Set(Object.keys(attributes).filter((key) => attributes[key] === null));
  const all = Object.entries({ ...before.attributes, ...attributes });
  return {
    kind: given.kind ?? before.kind,
    source: given.source === undefined ? before.source : given.source,
    city: given.city === undefined ? before.city : given.city,
    minPaise: budget ? budget.minPaise : before.minPaise,
    maxPaise: budget ? budget.maxPaise : before.maxPaise,
    attributes: Object.fromEntries(all.filter(([key]) => !taken.has(key))),
    listingId: listingId === undefined ? before.listingId : listingId,
    enquiredAt: notAfter(given.enquiredAt, now) ?? before.enquiredAt,
  };
}

/** As the trail and the list of what nobody asks any more name them. */
function fieldsOf(before: Row, after: Row): string[] {
  const own = (["kind", "source", "city", "listingId"] as const).filter(
    (name) => before[name] !== after[name],
  );
  const times = before.enquiredAt?.getTime() === after.enquiredAt?.getTime() ? [] : ["enquiredAt"];
  const sameBudget = before.minPaise === after.minPaise && before.maxPaise === after.maxPaise;
  const values = [plainValues(before.attributes), plainValues(after.attributes)] as const;
  const keys = new Set(values.flatMap((each) => Object.keys(each)));
  const attributes = [...keys].filter((key) => values[0][key] !== values[1][key]);
  return [...own, ...times, ...(sameBudget ? [] : ["budget_max"]), ...attributes];
}

async function write(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  after: Row,
  fields: readonly string[],
): Promise<void> {
  await sql.query(
    `update lead
        set kind = $3, source = $4, city = $5, budget_min_paise = $6, budget_max_paise = $7, attributes = $8,
            listing_id = $9, enquired_at = $10, not_asked = not_asked - $11::text[], version = version + 1,
            updated_at = $12
      where org_id = $1 and id = $2`,
    [
      ctx.orgId,
      leadId,
      after.kind,
      after.source,
      after.city,
      after.minPaise,
      after.maxPaise,
      JSON.stringify(after.attributes),
      after.listingId,
      after.enquiredAt,
      fields,
      ctx.now(),
    ],
    "change lead",
  );
}

async function give(sql: OrgSql, ctx: Context, leadId: string, to: string): Promise<void> {
  await setOwner(sql, ctx, { leadId, to, cause: "assign" });
  await audit(sql, ctx, {
    action: "lead.assign",
    subjectType: "lead",
    subjectId: leadId,
    detail: { ownerId: to },
  });
}
