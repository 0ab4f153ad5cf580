import { newId } from "@leadlift/db/id";
import { realEstateRules } from "@leadlift/scoring/scorecard";
import { z } from "zod";
import { cutoffsSchema, ladderSchema } from "../context.ts";
import { ServiceError } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { storeScorecard } from "../scorecard/store.ts";
import { defaultLadder } from "./default-ladder.ts";

export const createOrganisationInput = z.object({
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(200),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  timezone: z.string().default("Asia/Kolkata"),
  currency: z.string().length(3).default("INR"),
  ladder: ladderSchema.default(defaultLadder),
  cutoffs: cutoffsSchema.default({ A: 70, B: 57, C: 43 }),
  sample: z.boolean().default(false),
});

/**
 * Makes an organisation with its own keys and rules to score by, for the sign-in side and the domain alike. Repeated with the same id it changes nothing.
 * Throws CONFLICT for a slug that another has.
 */
export async function createOrganisation(
  platform: Platform,
  input: z.input<typeof createOrganisationInput>,
): Promise<{ orgId: string }> {
  const { id: orgId = newId(), ...given } = createOrganisationInput.parse(input);
  const { db } = platform;
  await db.authPool.query(
    `insert into organization (id, name, slug, "createdAt") values ($1, $2, $3, now()) on conflict do nothing`,
    [orgId, given.name, given.slug],
  );
  const { rows } = await db.authPool.query("select 1 from organization where id = $1", [orgId]);
  if (rows.length === 0) {
    throw new ServiceError("CONFLICT", {
      worded: `There is an organisation "${given.slug}" already; choose another slug.`,
    });
  }
  await db.withOrg(orgId, async (tx) => {
    if (await tx.organisation.findUnique({ where: { id: orgId }, select: { id: true } })) return;
    const { cutoffs, ...columns } = given;
    const keys = db.crypto.newOrganisationKeys(orgId);
    await tx.organisation.create({
      data: {
        id: orgId,
        ...columns,
        gradeCutoffs: cutoffs,
        ...keys,
      },
    });
    // The sample comes with outcomes to learn from.
    if (!given.sample) await storeScorecard(tx, { orgId }, 1, realEstateRules, null);
  });
  return { orgId };
}
