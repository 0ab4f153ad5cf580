import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const names = ["Aarav", "Isha", "Kabir", "Meera", "Rohan", "Sana", "Tara", "Vivaan", "Zoya", "Nikhil"];
const families = ["Shah", "Iyer", "Khan", "Patel", "Reddy", "Menon"];
const sources = ["99acres", "MagicBricks", "Referral", "Website"];
const cities = ["Pune", "Lucknow", "Surat"];
const loans = ["Approved", "Not applied", "", "Applied"];
const moves = ["1 month", "6 months", "3 months", "Later", ""];

/** Enquiries as a portal hands them over: nobody has worked them, so no outcome is known of any. */
export async function unworkedLeads(rows: number): Promise<{ path: string; name: string; rows: number }> {
  const lines = ["Full Name,Mobile,Email,Lead Source,City,Budget,Home Loan,Move In,Enquiry Date"];
  for (let row = 0; row < rows; row++) {
    const name = `${names[row % names.length]} ${families[row % families.length]}`;
    const enquired = new Date(Date.now() - (row % 50) * 86_400_000).toISOString().slice(0, 10);
    const budget = row % 4 === 0 ? "" : `${45 + (row % 17) * 5} L`;
    lines.push(
      [
        ...[name, `98200${String(10_000 + row * 7)}`, row % 3 === 0 ? "" : `lead${row}@example.in`],
        ...[sources[row % sources.length], cities[row % cities.length], budget],
        ...[loans[row % loans.length], moves[row % moves.length], enquired],
      ].join(","),
    );
  }
  const path = join(await mkdtemp(join(tmpdir(), "leadlift-unworked-")), "portal.csv");
  await writeFile(path, `${lines.join("\n")}\n`);
  return { path, name: "portal.csv", rows };
}
