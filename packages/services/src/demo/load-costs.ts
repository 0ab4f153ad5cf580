import type { Context } from "../context.ts";

const dayMs = 86_400_000;

/** Rupees a lead: two years ago, and since the portals raised their prices this year. Other sources cost nothing. */
const rupees: Readonly<Record<string, readonly [number, number]>> = {
  "99acres": [420, 490],
  MagicBricks: [380, 450],
  "Housing.com": [350, 390],
  Facebook: [140, 165],
  "Google Ads": [610, 680],
  Website: [90, 90],
};

/** What the sample's sources cost, as somebody would have entered it. */
export async function loadCosts(ctx: Context, now: Date): Promise<void> {
  const [before, since] = [730, 150].map((days) => new Date(now.getTime() - days * dayMs));
  if (!before || !since) return;
  await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.sourceCost.createMany({
      data: Object.entries(rupees).flatMap(([source, [old, current]]) => [
        { orgId: ctx.orgId, source, fromDay: before, perLeadPaise: BigInt(old * 100) },
        { orgId: ctx.orgId, source, fromDay: since, perLeadPaise: BigInt(current * 100) },
      ]),
      skipDuplicates: true,
    }),
  );
}
