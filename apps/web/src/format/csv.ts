export type CsvCell = string | number | null;

/** What a spreadsheet would run as a formula. */
const formula = /^\s*[=+\-@\t\r]/;

/**
 * A table as a spreadsheet reads it: commas, CRLF, quotes where needed. Texts that begin like a formula are given an
 * apostrophe, so that nothing a lead wrote is run; numbers are written as they are.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
