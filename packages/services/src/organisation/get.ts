import type { Context, HandOut, Ladder } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import type { BusinessHours, Holidays } from "../work/business-hours.ts";

export interface OrganisationView {
  id: string;
  name: string;
  timezone: string;
  currency: string;
  ladder: Ladder;
  cutoffs: { A: number; B: number; C: number };
  targetStep: string | null;
  targetLabel: string | null;
  horizonDays: number;
  sample: boolean;
  visitorDays: number;
  firstReplyMinutes: number;
  businessHours: BusinessHours;
  holidays: Holidays;
  dailyLeads: number;
  handOut: HandOut;
  boardOpen: boolean;
  /** Month, 1–12, in which the fiscal year begins. */
  fiscalYearStart: number;
}

export async function getOrganisation(ctx: Context): Promise<OrganisationView> {
  requirePermission(ctx, "organisation.read");
  const { crypto: _crypto, slug: _slug, ...settings } = ctx.organisation;
  const target = settings.ladder.find((step) => step.key === settings.targetStep);
  return { ...settings, targetLabel: target?.label ?? null };
}
