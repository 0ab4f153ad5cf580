import type { Tx } from "@leadlift/db/connect";
import { type Report, reportSchema } from "@leadlift/scoring/report";
import { type Language, labelOf } from "@leadlift/scoring/words";
import { recordFields } from "../lead/record.ts";

/** use: learn from it whatever the leak guard says; leave: do not learn from it. */
export const columnChoices = ["use", "leave"] as const;
export type ColumnChoice = (typeof columnChoices)[number];

/** A column that the last training doubted, or that somebody has chosen about. */
export interface DoubtedColumn {
  column: string;
  label: string;
  /** what the leak guard did about it in the model in use; null: nothing, or it was not asked */
  level: Report["leaks"][number]["level"] | null;
  /** a clause with its numbers; of a column that has been left out since, what was said before */
  evidence: string | null;
  /** whether the model in use learns from it; null: there is no model */
  used: boolean | null;
  /** holds from the next training on; null: the leak guard decides */
  choice: ColumnChoice | null;
}

export interface Columns {
  /** doubted by the leak guard first, then the others that were chosen about */
  doubted: DoubtedColumn[];
  /** all that a training may meet, by label */
  all: { column: string; label: string }[];
}

export async function columnsOf(tx: Tx, orgId: string, language: Language): Promise<Columns> {
  const champion = await tx.model.findFirst({
    where: { orgId, role: "champion" },
    orderBy: { promotedAt: "desc" },
    select: { report: true },
  });
  const report = champion && reportSchema.parse(champion.report);
  const attributes = await tx.attribute.findMany({ where: { orgId }, select: { key: true } });
  const choices = await tx.columnChoice.findMany({ where: { orgId }, orderBy: { chosenAt: "asc" } });

  const leaks = new Map((report?.leaks ?? []).map((leak) => [leak.column, leak]));
  const chosen = new Map(choices.map((each) => [each.column, each]));
  const usedOf = (column: string) =>
    report ? (report.columns.find(({ name }) => name === column)?.used ?? false) : null;
  const doubted = [...new Set([...leaks.keys(), ...chosen.keys()])].map((column): DoubtedColumn => {
    const [leak, choice] = [leaks.get(column), chosen.get(column)];
    return {
      column,
      label: labelOf(column, language),
      level: leak?.level ?? null,
      evidence: leak?.evidence ?? choice?.evidence ?? null,
      used: usedOf(column),
      choice: columnChoices.find((each) => each === choice?.choice) ?? null,
    };
  });
  const names = new Set([
    ...recordFields,
    ...attributes.map(({ key }) => key),
    ...(report?.columns ?? []).map(({ name }) => name),
    ...chosen.keys(),
  ]);
  const all = [...names]
    .map((column) => ({ column, label: labelOf(column, language) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return { doubted, all };
}

/** As a training run keeps them. */
export async function choicesOf(tx: Tx, orgId: string): Promise<Record<string, string>> {
  const choices = await tx.columnChoice.findMany({ where: { orgId }, orderBy: { column: "asc" } });
  return Object.fromEntries(choices.map(({ column, choice }) => [column, choice]));
}
