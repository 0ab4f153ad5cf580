import type { Enquiry } from "./enquiry.ts";
import type { Value } from "./lead.ts";

/**
 * What the CRM was told of this lead when it came in, and nothing of what it did: behaviour is in its events.
 * Null is unknown: 40 to 60 % of the questions were never asked.
 */
export function snapshot(enquiry: Enquiry): Record<string, Value> {
  const { circumstances: truth, told, budget, price } = enquiry;
  const rent = enquiry.kind === "tenant" || enquiry.kind === "landlord";
  return {
    asked_price_lakh: enquiry.project === null || rent ? null : Math.round(price / 1000) / 100,
    budget_gap_percent:
      budget === null || enquiry.project === null ? null : Math.round((100 * (budget.max - price)) / price),
    loan_status: told.loan ? truth.loan : null,
    move_in: told.moveIn ? truth.moveIn : null,
    purpose: told.purpose ? truth.purpose : null,
    employer_type: told.employer ? truth.employer : null,
    job_title: told.job ? truth.job.title : null,
    preferred_language: told.language ? enquiry.language : null,
    nri: told.nri ? truth.nri : null,
    first_home: told.firstHome ? truth.firstHome : null,
    commute_km: told.commuteKm ? truth.commuteKm : null,
  };
}
