/** A data set of the quality benchmark, as its folder's README describes it. */
export interface QualityData {
  name: string;
  file: string;
  target: string;
  positive: string;
  /** columns left out, by tier; a tier with everything would be leaky and is not run */
  tiers: Readonly<Record<string, readonly string[]>>;
  splits: readonly ("random" | "chrono")[];
  /** what the rows are in order of time by: a column, or "row" for their order in the file */
  order: string;
}

const xEducationIds = ["Prospect ID", "Lead Number"];
const xEducationLeaks = [
  "Tags",
  "Lead Quality",
  "Lead Profile",
  "Last Notable Activity",
  "Asymmetrique Activity Index",
  "Asymmetrique Profile Index",
  "Asymmetrique Activity Score",
  "Asymmetrique Profile Score",
];
const xEducationSoft = [
  "Last Activity",
  "What is your current occupation",
  "What matters most to you in choosing a course",
  "How did you hear about X Education",
  "Specialization",
  "City",
];

export const qualityData: readonly QualityData[] = [
  {
    name: "x_education",
    file: "x_education_leads.csv",
    target: "Converted",
    positive: "1",
    tiers: {
      B: [...xEducationIds, ...xEducationLeaks],
      C: [...xEducationIds, ...xEducationLeaks, ...xEducationSoft],
    },
    splits: ["random", "chrono"],
    order: "Lead Number",
  },
  {
    name: "bank_full",
    file: "bank_full.csv",
    target: "deposit",
    positive: "yes",
    tiers: { B: ["duration"], C: ["duration", "month", "day"] },
    splits: ["random", "chrono"],
    order: "row",
  },
  {
    name: "online_shoppers",
    file: "online_shoppers_intention.csv",
    target: "Revenue",
    positive: "TRUE",
    tiers: { B: ["PageValues"] },
    splits: ["random"],
    order: "row",
  },
];
