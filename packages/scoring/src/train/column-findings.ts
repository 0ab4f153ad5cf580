import type { FeatureSchema } from "../features/feature-schema.ts";
import type { ColumnProfile } from "../features/profile-column.ts";
import type { Report } from "../report.ts";

const namedAtMost = 5;
const kindNames = { numeric: "numbers", date: "dates" } as const;

type Finding = Report["columns"][number];

/** What became of each column. `profiles` are of all rows, the schema was fitted on the training rows. */
export function columnFindings(
  profiles: readonly ColumnProfile[],
  schema: FeatureSchema,
  leaks: Report["leaks"],
): Finding[] {
  const leakOf = new Map(leaks.map((leak) => [leak.column, leak]));
  const usedNames = new Set(schema.columns.map(({ name }) => name));
  return profiles.map((profile) => {
    const used = usedNames.has(profile.name);
    const { name, kind, missing, distinct } = profile;
    return { name, kind, missing, distinct, used, note: noteOn(profile, used, leakOf.get(name)) };
  });
}

function noteOn(
  profile: ColumnProfile,
  used: boolean,
  leak: Report["leaks"][number] | undefined,
): string | null {
  if (leak && !used && !leak.kept) return `left out as a leak of the outcome: ${leak.evidence}`;
  const note = used ? oddNote(profile) : whyUnused(profile);
  if (!leak || !used) return note;
  return [`may be a leak of the outcome: ${leak.evidence}`, ...(note ? [note] : [])].join("; ");
}

function whyUnused({ kind, constant }: ColumnProfile): string {
  if (kind === "empty") return "nothing in it";
  if (kind === "id") return "every row has its own value";
  return constant ? "the same value in every row" : "the same value in every training row";
}

function oddNote({ kind, odd }: ColumnProfile): string | null {
  if (odd.count === 0 || (kind !== "numeric" && kind !== "date")) return null;
  const [example] = odd.examples;
  const cells = odd.count === 1 ? "1 cell is" : `${odd.count} cells are`;
  return `${cells} not ${kindNames[kind]} and ${odd.count === 1 ? "counts" : "count"} as missing, such as “${example.value}”`;
}

/** A sentence for each column that may know the outcome: those left out, then those kept. */
export function leakWarnings(leaks: Report["leaks"]): string[] {
  return leaks.map(({ column, level, evidence, kept }) => {
    const name = `“${column.slice(0, 80)}”`;
    if (!kept) return `Left out as a leak of the outcome: ${name}: ${evidence}.`;
    return level === "left out"
      ? `Almost certainly a leak of the outcome, and kept as you asked: ${name}: ${evidence}.`
      : `Suspected to be a leak of the outcome, and kept: ${name}: ${evidence}. Exclude it if it is filled in after the outcome.`;
  });
}

/** One sentence for each odd column, and one for each reason why columns were left out; leaks have their own. */
export function columnWarnings(all: readonly Finding[], leaks: Report["leaks"]): string[] {
  const leaking = new Set(leaks.map(({ column }) => column));
  const findings = all.filter(({ name }) => !leaking.has(name));
  const odd = findings.filter(({ used, note }) => used && note !== null);
  const left = new Map<string, string[]>();
  for (const { name, used, note } of findings) {
    if (!used && note) left.set(note, [...(left.get(note) ?? []), name]);
  }
  return [
    ...odd.map(({ name, note }) => `Column “${name}”: ${note}.`),
    ...[...left].map(([why, names]) => `Left out, ${why}: ${list(names)}.`),
  ];
}

/** The first few names, and how many more there are. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, namedAtMost).map((name) => `“${name.slice(0, 80)}”`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
