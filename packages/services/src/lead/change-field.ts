import { isDeepStrictEqual } from "node:util";
import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { lockStates } from "../feature/lock-states.ts";
import { announce } from "../live/announce.ts";
import { lockLead } from "../outcome/add-outcome.ts";
import { changeFields } from "../outcome/change.ts";
import { requirePermission } from "../permissions.ts";
import { budget } from "../profiling/fields.ts";
import { type FieldKind, type FieldValue, fieldValue, readFieldValue } from "./field-value.ts";
import { promiseScore } from "./promise-score.ts";
import { plainValues } from "./record.ts";
import { refuseOldVersion } from "./refuse-old-version.ts";

export const changeLeadFieldInput = z.object({
  ...changeFields,
  /** "budget_max" for the whole budget, or the key of an attribute */
  field: z.string().min(1).max(200),
  /** as people write it ("85 L", "1 Dec 2026", "yes") or as it is stored; null: not known */
  value: fieldValue.nullable(),
});

export interface FieldChange {
  leadId: string;
  field: string;
  /** handed to this verb again, it undoes the change */
  before: FieldValue | null;
  value: FieldValue | null;
  /** of the lead from now on */
  version: number;
}

/**
 * Writes down what a person told. What it was before is kept for vectors as of earlier times; the score follows.
 * Throws NOT_FOUND; BAD_INPUT for what the field cannot be; CONFLICT for an old version or a merged lead.
 */
export async function changeLeadField(
  ctx: Context,
  input: z.input<typeof changeLeadFieldInput>,
): Promise<FieldChange> {
  requirePermission(ctx, "lead.work");
  const { leadId, field, value: given, version } = changeLeadFieldInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // States before leads, as everywhere: a change of the profile locks the state as well.
    await lockStates(sql, ctx, [leadId], "update");
    const held = await lockLead(sql, ctx, leadId);
    refuseOldVersion(held.version, version);
    const kind = await kindOf(sql, ctx, field);
    const value = given === null ? null : readFieldValue(ctx, kind, given);
    const before = await readBefore(sql, ctx, leadId, field);
    const change = { leadId, field, before, value };
    if (isDeepStrictEqual(before, value)) return { ...change, version: held.version };
    await write(sql, ctx, change);
    await audit(sql, ctx, {
      action: "lead.change-field",
      subjectType: "lead",
      subjectId: leadId,
      detail: { field, known: value !== null },
    });
    await promiseScore(sql, ctx, leadId);
    await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
    return { ...change, version: held.version + 1 };
  });
}

async function kindOf(sql: OrgSql, ctx: Context, field: string): Promise<FieldKind> {
  if (field === budget.field) return "budget";
  const { rows } = await sql.query<{ kind: FieldKind | "id" }>(
    "select kind from attribute where org_id = $1 and key = $2",
    [ctx.orgId, field],
  );
  const kind = rows[0]?.kind;
  // What an enrichment provider said is the provider's to change.
  if (!kind || kind === "id")
    throw new ServiceError("BAD_INPUT", "This is not a field that can be changed here.");
  return kind;
}

async function readBefore(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  field: string,
): Promise<FieldValue | null> {
  const { rows } = await sql.query<{ min: string | null; max: string | null; attributes: unknown }>(
    `select budget_min_paise as min, budget_max_paise as max, attributes from lead where org_id = $1 and id = $2`,
    [ctx.orgId, leadId],
  );
  const [lead] = rows;
  if (field !== budget.field) return plainValues(lead?.attributes)[field] ?? null;
  const { min = null, max = null } = lead ?? {};
  if (min === null && max === null) return null;
  return { minPaise: min === null ? null : Number(min), maxPaise: max === null ? null : Number(max) };
}

async function write(
  sql: OrgSql,
  ctx: Context,
  { leadId, field, value }: Pick<FieldChange, "leadId" | "field" | "value">,
): Promise<void> {
  const [set, values] = assignment(field, value);
  await sql.query(
    `update lead set ${set}, not_asked = not_asked - $3::text, version = version + 1, updated_at = $4
      where org_id = $1 and id = $2`,
    [ctx.orgId, leadId, field, ctx.now(), ...values],
  );
}

function assignment(field: string, value: FieldValue | null): [string, unknown[]] {
  if (field !== budget.field) {
    return value === null
      ? ["attributes = attributes - $3::text", []]
      : ["attributes = attributes || jsonb_build_object($3::text, $5::jsonb)", [JSON.stringify(value)]];
  }
  const { minPaise, maxPaise } =
    typeof value === "object" && value ? value : { minPaise: null, maxPaise: null };
  return ["budget_min_paise = $5, budget_max_paise = $6", [minPaise, maxPaise]];
}
