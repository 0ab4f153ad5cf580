import { categoryKey } from "./profile-column.ts";
import { isMissing, type RawValue } from "./raw-value.ts";

export type Separator = ";" | "|" | ",";

/** Share of filled cells that hold several choices in a multi-select column. */
const severalShare = 0.1;
/** A multi-select has a short list of choices that keep coming back in different company. */
const mostChoices = 60;
const leastUses = 5;
/** Commas also stand within names and sentences: choices so joined must be few and short. */
const mostByComma = 20;
const longestByComma = 30;

/** The keys of a cell's choices, each once. */
export function choicesIn(value: RawValue, separator: Separator): string[] {
  if (isMissing(value)) return [];
  if (typeof value !== "string") return [categoryKey(value)];
  const keys = value.slice(0, 2000).split(separator).map(categoryKey);
  return [...new Set(keys)].filter((key) => key !== "");
}

/** What joins the choices of a multi-select column; null when its cells are no lists. */
export function separatorOf(cells: readonly RawValue[]): Separator | null {
  const filled = cells.filter((cell): cell is string => typeof cell === "string" && !isMissing(cell));
  for (const separator of [";", "|", ","] as const) {
    const several = filled.filter((cell) => cell.includes(separator)).length;
    if (several > 0 && several >= severalShare * filled.length && areChoices(filled, separator))
      return separator;
  }
  return null;
}

function areChoices(cells: readonly string[], separator: Separator): boolean {
  const combinations = new Set<string>();
  const uses = new Map<string, number>();
  for (const cell of cells) {
    const choices = choicesIn(cell, separator);
    if (choices.length > 1) combinations.add(choices.toSorted().join(separator));
    for (const choice of choices) uses.set(choice, (uses.get(choice) ?? 0) + 1);
    if (uses.size > mostChoices * 4) return false;
  }
  const often = [...uses.values()].filter((count) => count >= leastUses).length;
  const byComma = separator === ",";
  return (
    often >= 2 &&
    often >= 0.5 * uses.size &&
    often <= (byComma ? mostByComma : mostChoices) &&
    // One fixed list of names is a category that happens to hold the separator.
    combinations.size >= (byComma ? often : 2) &&
    (!byComma || [...uses.keys()].every((choice) => choice.length <= longestByComma))
  );
}
