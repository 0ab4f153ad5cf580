import type { Rule } from "./rule.ts";

/**
 * What a real-estate desk goes by before it has outcomes of its own. Ten points double the odds. Where a lead comes
 * from counts neither way: each organisation's portals differ.
 */
export const realEstateRules: readonly Rule[] = [
  { feature: "visits_booked", condition: { is: "at_least", value: 1 }, points: 25 },
  { feature: "days_since_visit", condition: { is: "at_most", value: 7 }, points: 10 },
  { feature: "visits_missed", condition: { is: "at_least", value: 1 }, points: -10 },
  { feature: "calls_in", condition: { is: "at_least", value: 1 }, points: 12 },
  { feature: "first_reply_minutes", condition: { is: "at_most", value: 10 }, points: 10 },
  { feature: "messages_in", condition: { is: "at_least", value: 1 }, points: 5 },
  { feature: "listing_returns", condition: { is: "at_least", value: 1 }, points: 10 },
  { feature: "acts_7d", condition: { is: "at_least", value: 3 }, points: 8 },
  { feature: "budget_fit", condition: { is: "at_least", value: 0.8 }, points: 10 },
  { feature: "budget_fit", condition: { is: "at_most", value: 0.2 }, points: -10 },
  { feature: "budget_max", condition: { is: "known" }, points: 4 },
  { feature: "financing_stated", condition: { is: "at_least", value: 0.5 }, points: 8 },
  { feature: "financing_stated", condition: { is: "at_most", value: 0 }, points: -5 },
  {
    feature: "move_in",
    condition: {
      is: "one_of",
      values: ["immediately", "immediate", "ready to move", "1 month", "2 months", "3 months"],
    },
    points: 10,
  },
  { feature: "lead_age_score", condition: { is: "at_least", value: 60 }, points: 8 },
  { feature: "lead_age_score", condition: { is: "at_most", value: 15 }, points: -8 },
  { feature: "silence_days", condition: { is: "at_least", value: 14 }, points: -15 },
  { feature: "phone_valid", condition: { is: "false" }, points: -20 },
  { feature: "email_bounced", condition: { is: "true" }, points: -8 },
  { feature: "profile_completeness", condition: { is: "at_least", value: 0.7 }, points: 5 },
  { feature: "profile_completeness", condition: { is: "at_most", value: 0.3 }, points: -5 },
];
