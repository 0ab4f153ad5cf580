import type { Enquiry } from "./enquiry.ts";
import type { Value } from "./lead.ts";

/** What can be asked, by attribute: the answer, and whether somebody asked. */
function questions({ circumstances: truth, told, language }: Enquiry): Record<string, [Value, boolean]> {
  return {
    loan_status: [truth.loan, told.loan],
    move_in: [truth.moveIn, told.moveIn],
    purpose: [truth.purpose, told.purpose],
    employer_type: [truth.employer, told.employer],
    job_title: [truth.job.title, told.job],
    preferred_language: [language, told.language],
    nri: [truth.nri, told.nri],
    first_home: [truth.firstHome, told.firstHome],
    commute_km: [truth.commuteKm, told.commuteKm],
  };
}

/** What the person would answer, asked or not. */
export function answersOf(enquiry: Enquiry): Record<string, Value> {
  return Object.fromEntries(Object.entries(questions(enquiry)).map(([key, [answer]]) => [key, answer]));
}

/**
 * What the CRM was told of this lead when it came in, and nothing of what it did: behaviour is in its events.
 * Null is unknown: 40 to 60 % of the questions were never asked.
 */
export function snapshot(enquiry: Enquiry): Record<string, Value> {
  const { budget, price } = enquiry;
  const rent = enquiry.kind === "tenant" || enquiry.kind === "landlord";
  const known = Object.entries(questions(enquiry)).map(([key, [answer, told]]) => [
    key,
    told ? answer : null,
  ]);
  return {
    asked_price_lakh: enquiry.project === null || rent ? null : Math.round(price / 1000) / 100,
    budget_gap_percent:
      budget === null || enquiry.project === null ? null : Math.round((100 * (budget.max - price)) / price),
    ...Object.fromEntries(known),
  };
}
