import type { Database } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { createOrganisation, type TestOrganisation } from "@leadlift/db/test/factories";
import { type Context, type Role, systemContext, userContext } from "../../context.ts";
import type { Platform } from "../../platform.ts";

const day = 86_400_000;

export const asSystem = (platform: Platform, org: { id: string }): Promise<Context> =>
  systemContext(platform, org.id);

export function asUser(platform: Platform, org: { id: string; name: string }, role: Role): Promise<Context> {
  const session = { userId: newId(), orgId: org.id, role, name: "Asha Rao", orgName: org.name };
  return userContext(platform, session);
}

export interface LearnableOptions {
  leads: number;
  seed?: number;
  /** all at one chance: nothing to learn */
  noise?: boolean;
  /** every lead says the same: nothing to learn from */
  alike?: boolean;
  /** what else each lead says when it is recorded */
  also?: (lead: { booked: boolean; index: number }) => Record<string, string | number | boolean>;
  /** they were recorded when they enquired, rather than now */
  recordedAtOnce?: boolean;
  /** nobody knows when any of them was decided */
  untimed?: boolean;
}

interface LearnableLead {
  personId: string;
  id: string;
  source: string;
  attributes: Record<string, string | number | boolean>;
  enquiredAt: Date;
  createdAt: Date;
  booked: boolean;
}

const page = 1_000;

/** An organisation whose settled leads booked a visit more often the more they looked and when they were referred. */
export async function learnableOrganisation(
  db: Database,
  options: LearnableOptions,
): Promise<TestOrganisation & { leadIds: string[] }> {
  const org = await createOrganisation(db);
  const leadIds = await addLeads(db, org, options);
  return { ...org, leadIds };
}

/** Every lead is open and was asked for 60 to 120 days ago; those who booked a visit did so on the twentieth day. */
export async function addLeads(
  db: Database,
  org: TestOrganisation,
  {
    leads,
    seed = 11,
    noise = false,
    alike = false,
    also,
    recordedAtOnce = false,
    untimed = false,
  }: LearnableOptions,
): Promise<string[]> {
  const random = lehmer(seed);
  const rows = Array.from({ length: leads }, (_, i): LearnableLead => {
    const visits = Math.floor(random() * 8);
    const referred = random() < 0.3;
    const minutes = Math.round(random() * 600) / 10;
    const margin = noise ? 0 : -2.5 + 0.6 * visits + (referred ? 1.5 : 0);
    const enquiredAt = new Date(Date.now() - 120 * day + (i / leads) * 60 * day);
    const booked = random() < 1 / (1 + Math.exp(-margin));
    return {
      personId: newId(),
      id: newId(),
      source: referred && !alike ? "Referral" : "99acres",
      attributes: {
        ...(alike ? {} : { visits, minutes }),
        ...also?.({ booked, index: i }),
      },
      enquiredAt,
      createdAt: recordedAtOnce ? enquiredAt : new Date(),
      booked,
    };
  });
  // Prisma parts a longer list into statements that it sends at once, which pg will not queue for ever.
  for (let from = 0; from < rows.length; from += page)
    await insert(db, org, rows.slice(from, from + page), untimed);
  return rows.map(({ id }) => id);
}

async function insert(
  db: Database,
  org: TestOrganisation,
  rows: readonly LearnableLead[],
  untimed: boolean,
): Promise<void> {
  const orgId = org.id;
  await db.withOrg(orgId, async (tx) => {
    await tx.person.createMany({
      data: rows.map(({ personId }) => ({
        orgId,
        id: personId,
        wrappedKey: org.crypto.newPersonKey(personId).wrappedKey,
      })),
    });
    await tx.lead.createMany({
      data: rows.map(({ booked, ...lead }) => ({ ...lead, orgId, step: booked ? "visit_booked" : null })),
    });
    await tx.leadOutcome.createMany({
      data: rows
        .filter(({ booked }) => booked)
        .map(({ id, enquiredAt }) => ({
          orgId,
          id: newId(),
          leadId: id,
          step: "visit_booked",
          source: "user",
          occurredAt: untimed ? null : new Date(enquiredAt.getTime() + 20 * day),
          recordedAt: new Date(enquiredAt.getTime() + 20 * day),
        })),
    });
  });
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
