import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { type ToldLead, tellLeads } from "./tell.ts";

const mostMs = Date.UTC(9999, 0);

export const followLeadsInput = z.strictObject({
  cursor: z
    .string()
    .max(300)
    .optional()
    .describe("Of the page before, or of the last one of an earlier day. It remembers updatedSince."),
  updatedSince: z
    .union([z.date(), z.iso.datetime({ offset: true }).transform((iso) => new Date(iso))])
    .refine((at) => at.getTime() >= 0 && at.getTime() <= mostMs, { error: "is no such time" })
    .optional()
    .describe("Only what changed then or later."),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100).describe("1 to 500; 100 usual."),
});

/** What is left of a lead that was deleted. */
export interface DeletedLead {
  leadId: string;
  deleted: true;
  updatedAt: Date;
}

export interface FollowedLeads {
  /** each once a page, in the order of their latest changes */
  leads: (ToldLead | DeletedLead)[];
  /** where to go on, now or any time later */
  cursor: string;
  /** there are more already */
  more: boolean;
}

interface Place {
  /** number of the transaction */
  change: string;
  leadId: string;
  /** ms since 1970; null: whenever */
  since: number | null;
}

/**
 * Leads in the order in which they changed, merged and deleted ones among them, so that who goes on with the cursor misses
 * nothing: a page ends before the oldest transaction that is still under way. A score alone is no change.
 * Throws ZodError for what is no cursor.
 */
export async function followLeads(
  ctx: Context,
  input: z.input<typeof followLeadsInput> = {},
): Promise<FollowedLeads> {
  requirePermission(ctx, "lead.read");
  const { cursor, updatedSince, limit } = followLeadsInput.parse(input);
  const from = cursor === undefined ? beginning(updatedSince) : readCursor(cursor);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ leadId: string; change: string; at: Date; deleted: boolean }>(
      followSql,
      [ctx.orgId, from.change, from.leadId, from.since === null ? null : new Date(from.since), limit + 1],
      "follow leads",
    );
    const page = rows.slice(0, limit);
    const live = page.filter(({ deleted }) => !deleted).map(({ leadId }) => leadId);
    const told = await tellLeads(sql, ctx, live);
    await auditContacts(sql, ctx, [...told.values()]);
    const last = page.at(-1);
    return {
      // One that was deleted this moment comes again, as deleted.
      leads: page.flatMap(({ leadId, at, deleted }): (ToldLead | DeletedLead)[] =>
        deleted ? [{ leadId, deleted, updatedAt: at }] : [told.get(leadId) ?? []].flat(),
      ),
      cursor: writeCursor(last ? { ...last, since: from.since } : from),
      more: rows.length > limit,
    };
  });
}

const followSql = `
  select c.lead_id as "leadId", c.change, c.at, c.deleted from lead_change c
   where c.org_id = $1 and (c.change, c.lead_id) > ($2::bigint, $3::uuid)
     and c.change < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     and ($4::timestamptz is null or c.at >= $4::timestamptz)
   order by c.change, c.lead_id limit $5`;

async function auditContacts(sql: OrgSql, ctx: Context, leads: readonly ToldLead[]): Promise<void> {
  const shown = leads.filter(({ contacts }) => contacts.some(({ masked }) => !masked)).length;
  if (shown === 0) return;
  await audit(sql, ctx, {
    action: "lead.read-contacts",
    subjectType: "organisation",
    subjectId: ctx.orgId,
    detail: { leads: shown },
  });
}

function beginning(updatedSince: Date | undefined): Place {
  return {
    change: "-1",
    leadId: "00000000-0000-0000-0000-000000000000",
    since: updatedSince?.getTime() ?? null,
  };
}

const placeSchema = z.tuple([
  z.string().regex(/^-?\d{1,18}$/),
  z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  z.int().min(0).max(mostMs).nullable(),
]);

function writeCursor({ change, leadId, since }: Place): string {
  return Buffer.from(JSON.stringify([change, leadId, since])).toString("base64url");
}

function readCursor(cursor: string): Place {
  const parsed = placeSchema.safeParse(jsonOf(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!parsed.success) {
    const message = "is no cursor of this list";
    throw new z.ZodError([{ code: "custom", path: ["cursor"], input: undefined, message }]);
  }
  const [change, leadId, since] = parsed.data;
  return { change, leadId, since };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
