import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminAccount, brokerAccount, organisationName } from "./accounts.ts";
import { apiPort, port } from "./address.ts";
import { startInstallation } from "./installation.ts";
import { addOrganisation } from "./organisation.ts";

/** Starts a whole LeadLift on empty data, with one organisation and two people; returns how to stop it. */
export default async function startLeadLift(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "leadlift-e2e-"));
  const keyFile = join(dataDir, "leadlift.key");
  const variables = {
    LEADLIFT_KEY_FILE: keyFile,
    LEADLIFT_DEMO: "false",
    LEADLIFT_SIGNUP: "open",
    // Stand-ins of providers answer on this machine.
    LEADLIFT_PRIVATE_HOSTS: "localhost",
  };
  const installation = await startInstallation({ dataDir, port, apiPort, variables });
  // The journeys' own processes inherit it, for the command line.
  Object.assign(process.env, { LEADLIFT_DATA_DIR: dataDir, LEADLIFT_KEY_FILE: keyFile });
  await addOrganisation(organisationName, "journey", [adminAccount, brokerAccount]);
  return async () => {
    await installation.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
