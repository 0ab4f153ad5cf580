import { featureRecord, type RawRecord } from "@leadlift/scoring/features";
import { profileRecord } from "../lead/record.ts";
import type { LeadVector } from "./read-vectors.ts";

/** The one record of a lead, as training sees it; a feature goes before an attribute of the same name. */
export function leadRecord({
  profile,
  consents,
  vector,
}: Pick<LeadVector, "profile" | "consents" | "vector">): RawRecord {
  return { ...profileRecord(profile, consents), ...featureRecord(vector) };
}
