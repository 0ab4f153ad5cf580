import type { Report } from "../report.ts";

type Lift = NonNullable<Report["lift"]>;

const setNames: Readonly<Record<Lift["sets"][number]["of"], string>> = {
  profile: "The profile only",
  canonical: "With the nine canonical features",
  all: "With all features: this model",
};

export interface LiftRow {
  name: string;
  auc: number;
  low: number;
  high: number;
  /** Above the first of them: "+0.121" and "+0.084 to +0.158". */
  gain: { auc: string; range: string } | null;
}

/** What each set of features ranks like, smallest first, and last what knows more than any model. */
export function liftRows({ sets, reference }: Lift): LiftRow[] {
  return [
    ...sets.map(({ of, auc, aucInterval, gain }) => ({
      name: setNames[of],
      auc,
      ...aucInterval,
      gain: gain && { auc: signed(gain.auc), range: `${signed(gain.low)} to ${signed(gain.high)}` },
    })),
    ...(reference
      ? [{ name: sentenceCase(reference.name), auc: reference.auc, ...reference.aucInterval, gain: null }]
      : []),
  ];
}

/** How the figures came about and what they are worth. */
export function liftText({ sets, testRows, positives }: Lift): string {
  const how =
    "Each was trained on the same rows with the settings that were found for this model; only how many rounds it takes was found anew.";
  const counts = `All are tested on the same ${count(testRows)} leads, ${count(positives)} of which got there.`;
  const gain = sets.at(-1)?.gain;
  const doubt = gain && gain.low <= 0 ? " On so few, the gain may be chance." : "";
  return `${how} ${counts} Ranges are 95 % intervals.${doubt}`;
}

export function landmarkText({ rule, rows }: NonNullable<Report["landmarks"]>): string {
  if (rule === "hour: untimed") {
    return "Every row is a lead as it was an hour after its enquiry: of more than a tenth of the outcomes nobody knows when they came, so that later ages could give them away.";
  }
  if (rule === "hour: few") {
    return "Every row is a lead as it was an hour after its enquiry: at later ages fewer than 40 of either kind would be left that were not decided yet.";
  }
  const ages = rows.map((each) => `${ageText(each.hours)} (${count(each.rows)})`);
  return `Each row is a lead as it was at one age of its enquiry, before it was decided: ${ages.join(", ")}.`;
}

/** @param timeZone that dates are said in. */
export function windowText(window: NonNullable<Report["window"]>, timeZone: string): string {
  const dates = new Intl.DateTimeFormat("en-IN", { dateStyle: "medium", timeZone });
  const day = (moment: string) => dates.format(new Date(moment));
  const { from, to, testFrom, horizonDays } = window;
  const tested = testFrom ? `; those from ${day(testFrom)} on test the model` : "";
  const label =
    horizonDays === null ? "" : ` An outcome counts if it came within ${horizonDays} days of the enquiry.`;
  return `Rows are from ${day(from)} to ${day(to)}${tested}.${label}`;
}

function ageText(hours: number): string {
  const [n, unit] = hours < 24 ? [hours, "hour"] : [hours / 24, "day"];
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}

function signed(x: number): string {
  return `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
}

function count(n: number): string {
  return n.toLocaleString("en-IN");
}

function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
