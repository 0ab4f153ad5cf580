import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export interface FacetValue {
  value: string;
  count: number;
}

/** What the list can be filtered by; most frequent first, 100 values at most of each. Counts are of open leads. */
export interface LeadFacets {
  sources: FacetValue[];
  cities: FacetValue[];
  owners: { id: string; name: string; count: number }[];
  unowned: number;
  statuses: { open: number; won: number; lost: number };
  grades: { A: number; B: number; C: number; D: number; unknown: number; none: number };
}

export async function leadFacets(ctx: Context): Promise<LeadFacets> {
  requirePermission(ctx, "lead.read");
  throw new ServiceError("UNAVAILABLE", "The filters are being built.");
}
