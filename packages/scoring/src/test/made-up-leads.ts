import type { RawRecord, RawValue } from "../features/raw-value.ts";
import { seededRandom } from "../train/random.ts";
import type { TrainingTable } from "../train/training-table.ts";

/** A dirty table whose outcome hangs on minutes, source and loan; with `signal` 0 it hangs on nothing. */
export function madeUpLeads(rows: number, { seed = 1, signal = 1 } = {}): TrainingTable {
  const random = seededRandom(seed);
  const labels = new Uint8Array(rows);
  const columns: Record<string, RawValue[]> = {
    lead_id: [],
    site_minutes: [],
    source: [],
    loan_status: [],
    budget: [],
    has_phone: [],
    enquired_at: [],
    note: [],
    nothing: [],
    same: [],
  };
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)];
  for (let row = 0; row < rows; row++) {
    const minutes = -12 * Math.log(1 - random());
    const source = pick(["99acres", "Website", "Referral", "Facebook", "Facebook"]);
    const loan = pick(["approved", "applied", "", ""]);
    const logOdds =
      -1.2 +
      signal *
        (0.09 * (minutes - 12) +
          (source === "Referral" ? 1.2 : source === "Facebook" ? -0.8 : 0) +
          (loan === "approved" ? 1 : 0));
    labels[row] = random() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
    const day = 1 + Math.floor(random() * 28);
    columns.lead_id.push(`L-${row}-${Math.floor(random() * 1e6)}`);
    columns.site_minutes.push(random() < 0.2 ? "" : random() < 0.01 ? "a while" : minutes.toFixed(1));
    columns.source.push(random() < 0.01 ? `rare ${row % 7}` : source);
    columns.loan_status.push(loan);
    columns.budget.push(random() < 0.4 ? "NA" : `₹${Math.round(30 + random() * 100)} L`);
    columns.has_phone.push(random() < 0.8 ? "yes" : "no");
    columns.enquired_at.push(`${day}/${1 + Math.floor(random() * 12)}/2025 ${Math.floor(random() * 24)}:30`);
    columns.note.push(
      random() < 0.5
        ? ""
        : `called and asked about the flat ${"again ".repeat(Math.floor(random() * 12))}${row}`,
    );
    columns.nothing.push("");
    columns.same.push("No");
  }
  return { names: Object.keys(columns), columns: Object.values(columns), labels };
}

export function recordAt(table: TrainingTable, row: number): RawRecord {
  return Object.fromEntries(table.names.map((name, c) => [name, table.columns[c][row]]));
}
