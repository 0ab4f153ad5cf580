const sources = ["Housing.com", "99acres", "Referral", "Walk-in"];
const cities = ["Pune", "Surat", "Ahmedabad"];

/** Leads whose chance rises with visits and minutes and is best for referrals; the same for the same seed. */
export function leadRows(count: number, seed = 7): Record<string, string>[] {
  const random = lehmer(seed);
  return Array.from({ length: count }, (_, i) => {
    const visits = Math.floor(random() * 8);
    const minutes = Math.round(random() * 40 * 10) / 10;
    const source = pick(sources, random());
    const margin = -4 + 0.5 * visits + 0.07 * minutes + (source === "Referral" ? 1.5 : 0);
    const won = random() < 1 / (1 + Math.exp(-margin));
    return {
      "Lead ID": `L-${1000 + i}`,
      Source: source,
      City: random() < 0.1 ? "" : pick(cities, random()),
      Visits: String(visits),
      "Minutes on site": random() < 0.1 ? "" : String(minutes),
      Enquired: new Date(Date.UTC(2025, 0, 1) + i * 3_600_000).toISOString(),
      Booked: won ? "Yes" : "No",
    };
  });
}

/** The rows as CSV, columns in the order of the first. */
export function asCsv(rows: readonly Record<string, string>[], delimiter = ","): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))];
  return lines.map((cells) => `${cells.map(quoted).join(delimiter)}\n`).join("");
}

function quoted(cell: string): string {
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function pick(values: readonly string[], share: number): string {
  return values[Math.floor(share * values.length)] ?? "";
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
