import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface LeadsFile {
  path: string;
  name: string;
  rows: number;
  /** columns that sales filled in after the outcome was known */
  leaks: readonly string[];
}

const xEducation = fileURLToPath(new URL("../../../shared/data/x_education_leads.csv", import.meta.url));

/** The X Education leads where they are at hand, otherwise leads made up for the purpose. */
export async function leadsFile(): Promise<LeadsFile> {
  if (existsSync(xEducation)) {
    return { path: xEducation, name: "x_education_leads.csv", rows: 9240, leaks: xEducationLeaks };
  }
  console.log("The X Education file is not here: the journey uses leads made up for it.");
  const path = join(await mkdtemp(join(tmpdir(), "leadlift-leads-")), "leads.csv");
  await writeFile(path, madeUpLeads(600));
  return { path, name: "leads.csv", rows: 600, leaks: [] };
}

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

/** Minutes on the site and the source decide, with luck: enough to learn from, not enough to be sure. */
function madeUpLeads(rows: number): string {
  const sources = ["Referral", "Website", "99acres", "Facebook"];
  const lines = ["Lead Number,Lead Source,Minutes on site,City,Converted"];
  let state = 20261123;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 0; row < rows; row++) {
    const source = Math.floor(random() * sources.length);
    const minutes = Math.round(random() * 40);
    const converted = random() < 1 / (1 + Math.exp(3.2 - 0.12 * minutes + 0.5 * source)) ? 1 : 0;
    lines.push(
      `${1000 + row},${sources[source]},${minutes},${row % 3 === 0 ? "Surat" : "Ahmedabad"},${converted}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
