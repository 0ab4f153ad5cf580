import { z } from "zod";
import { audit } from "../audit.ts";
import { type Context, handOutSchema } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { businessHoursSchema, holidaysSchema } from "../work/business-hours.ts";

/** What is not said stays. */
export const changeSettingsInput = z
  .object({
    name: z.string().trim().min(1).max(200),
    /** minutes of business within which a new enquiry is answered */
    firstReplyMinutes: z.int().min(1).max(1440),
    /** leads a day that one broker can work */
    dailyLeads: z.int().min(1).max(500),
    /** how new leads without an owner are given out */
    handOut: handOutSchema,
    /** everybody sees the whole leaderboard */
    boardOpen: z.boolean(),
    businessHours: businessHoursSchema,
    holidays: holidaysSchema.refine(
      (days) => new Set(days.map(({ day }) => day)).size === days.length,
      "A day is there twice.",
    ),
  })
  .partial();

export type Settings = z.output<typeof changeSettingsInput>;

/** Changes what is said, one audit entry each; returns what these were before, to put them back. */
export async function changeSettings(
  ctx: Context,
  input: z.input<typeof changeSettingsInput>,
): Promise<{ before: Settings }> {
  requirePermission(ctx, "organisation.manage");
  const { holidays, ...rest } = changeSettingsInput.parse(input);
  const sorted = holidays?.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const given: Settings = { ...rest, ...(sorted && { holidays: sorted }) };
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    await tx.$queryRaw`select id from organisation where id = ${ctx.orgId}::uuid for update`;
    const row = await tx.organisation.findUniqueOrThrow({ where: { id: ctx.orgId } });
    const now = {
      name: row.name,
      firstReplyMinutes: row.firstReplyMinutes,
      dailyLeads: row.dailyLeads,
      handOut: handOutSchema.parse(row.handOut),
      boardOpen: row.boardOpen,
      businessHours: businessHoursSchema.parse(row.businessHours),
      holidays: holidaysSchema.parse(row.holidays),
    };
    const keys = settingNames.filter(
      (key) => given[key] !== undefined && JSON.stringify(given[key]) !== JSON.stringify(now[key]),
    );
    if (keys.length === 0) return { before: {} };
    await tx.organisation.update({
      where: { id: ctx.orgId },
      data: withoutUndefined(given),
    });
    for (const key of keys) {
      await audit(tx, ctx, {
        action: "organisation.change-setting",
        subjectType: "organisation",
        subjectId: ctx.orgId,
        detail: { setting: key, value: brief(key, given), before: brief(key, now) },
      });
    }
    return { before: Object.fromEntries(keys.map((key) => [key, now[key]])) };
  });
}

const settingNames = [
  "name",
  "firstReplyMinutes",
  "dailyLeads",
  "handOut",
  "boardOpen",
  "businessHours",
  "holidays",
] as const;

function withoutUndefined<T extends object>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** As an audit entry keeps it: hours by weekday as minutes of the day, of holidays their days. */
function brief(key: (typeof settingNames)[number], of: Settings): string | number | boolean | null {
  if (key === "businessHours") {
    return Object.entries(of.businessHours ?? {})
      .map(([day, openings]) => `${day}: ${openings?.map((opening) => opening.join("–")).join(", ") || "–"}`)
      .join("; ");
  }
  if (key === "holidays") return of.holidays?.map(({ day }) => day).join(", ") ?? "";
  return of[key] ?? null;
}
