import { attributeOf, textOf } from "./attribute.ts";
import { type FeatureGroup, feature } from "./definition.ts";
import type { LeadProfile } from "./lead-profile.ts";

const loanNames = ["loanstatus", "homeloan", "homeloanstatus", "loan", "financing", "finance"];
/** How far the money is settled, by what is said of the loan. */
const settled: readonly (readonly [RegExp, number])[] = [
  [/reject|declin|refus/, 0],
  [/^no$|not (asked|appl|approv|sanction|yet|arranged|started)|^none|undecided|^pending enquiry/, 0],
  [/approv|sanction|disburs|not (needed|required)|no loan needed|self[ -]?fund|own funds|^cash/, 1],
  [/appl|process|submitted|^yes$|pending/, 0.6],
];

/** Share of the price by which a budget may miss it and still be worth something. */
const farthest = 0.25;

export const money: Pick<FeatureGroup<null>, "name" | "features"> = {
  name: "money",
  features: [
    feature({
      name: "budget_fit",
      words: {
        label: "Budget against price",
        known: "Budget fits the price by {value}",
        one: "Budget fits the price",
        zero: "Budget far from the price",
        missing: "Budget against price not known",
      },
      unit: "share",
      actionable: true,
      value: (_, { profile }) => budgetFit(profile),
    }),
    feature({
      name: "financing_stated",
      words: {
        label: "Financing",
        known: "Financing is under way",
        one: "Financing is settled",
        zero: "No financing yet",
        missing: "Financing not known",
      },
      unit: "share",
      actionable: true,
      value(_, input) {
        const answer = attributeOf(input, loanNames);
        if (typeof answer === "boolean") return answer ? 0.6 : 0;
        const text = textOf(input, loanNames);
        if (text === null) return Number.NaN;
        return settled.find(([pattern]) => pattern.test(text))?.[1] ?? Number.NaN;
      },
    }),
  ],
};

/** 1 where budget and price meet, falling to 0 at a gap of a quarter of the price. */
function budgetFit({ budgetMin, budgetMax, listing }: LeadProfile): number {
  if (!listing || (budgetMin === null && budgetMax === null)) return Number.NaN;
  const low = listing.priceMin ?? listing.priceMax;
  const high = listing.priceMax ?? listing.priceMin;
  if (low === null || high === null || !(low > 0) || !(high > 0)) return Number.NaN;
  const short = Math.max(0, low - (budgetMax ?? Number.POSITIVE_INFINITY)) / low;
  const over = Math.max(0, (budgetMin ?? 0) - high) / high;
  return Math.max(0, 1 - Math.max(short, over) / farthest);
}
