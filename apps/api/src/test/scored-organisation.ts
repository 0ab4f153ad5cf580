import { createApiKey } from "@leadlift/services/api-key/create";
import type { Scope } from "@leadlift/services/api-key/scopes";
import type { Context } from "@leadlift/services/context";
import type { TestPlatform } from "@leadlift/services/lead/test/tenant";
import { requestTraining } from "@leadlift/services/model/request-training";
import {
  asSystem,
  asUser,
  learnableOrganisation,
} from "@leadlift/services/training/test/learnable-organisation";
import { trainOrganisationModel } from "@leadlift/services/training/train";

const never = new AbortController().signal;

/** An organisation with a champion. */
export interface ScoredOrganisation {
  id: string;
  admin: Context;
  system: Context;
  leadIds: string[];
  keyFor(...scopes: Scope[]): Promise<{ id: string; key: string }>;
  /** Makes another champion. */
  train(): Promise<void>;
}

export async function scoredOrganisation(platform: TestPlatform): Promise<ScoredOrganisation> {
  const org = await learnableOrganisation(platform.db, { leads: 300 });
  const admin = await asUser(platform, org, "admin");
  const system = await asSystem(platform, org);
  const train = async () => {
    await trainOrganisationModel(system, await requestTraining(admin, {}), { signal: never });
  };
  await train();
  const leads = await platform.db.withOrg(org.id, (tx) =>
    tx.lead.findMany({ where: { status: "open" }, select: { id: true }, orderBy: { id: "asc" }, take: 40 }),
  );
  return {
    id: org.id,
    admin,
    system,
    leadIds: leads.map(({ id }) => id),
    keyFor: (...scopes) => createApiKey(admin, { kind: "secret", name: "Test", scopes }),
    train,
  };
}
