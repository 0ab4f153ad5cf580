import { resolve } from "node:path";
import { repositoryRoot } from "@leadlift/services/environment";
import { Command } from "commander";
import { measureQuality, ours, type QualityResult } from "../bench/quality.ts";
import { progressLine } from "../progress-line.ts";

const defaultData = resolve(repositoryRoot(import.meta.dirname), "..", "shared", "data");

export function benchCommand(): Command {
  const bench = new Command("bench").description("measure LeadLift on real data");
  bench
    .command("quality")
    .description("models of the CLI's trainer beside those of other libraries, on the same test rows")
    .option("--data <folder>", "holds the data sets, splits/ and reference.json", defaultData)
    .option("--json", "end with one JSON object", false)
    .action(quality);
  return bench;
}

async function quality(flags: { data: string; json: boolean }): Promise<void> {
  const line = progressLine();
  const result = await measureQuality(flags.data, (step) => line.show(`Training on ${step} …`));
  line.clear();
  const { skipped, ...figures } = result;
  for (const sentence of skipped) process.stderr.write(`${sentence}\n`);
  process.stdout.write(flags.json ? `${JSON.stringify(figures)}\n` : asTable(result));
}

function asTable({ rows, meanDifference, worstDifference }: QualityResult): string {
  const lines = rows.map((row) =>
    [
      (row.model === ours ? `${row.data} ${row.tier} ${row.split}` : "").padEnd(26),
      row.model.padEnd(22),
      row.auc.toFixed(4),
      row.liftAt20.toFixed(2).padStart(7),
      row.brier.toFixed(4).padStart(8),
      row.ece.toFixed(4).padStart(8),
    ].join(" "),
  );
  if (lines.length > 0)
    lines.unshift(`${"data".padEnd(26)} ${"model".padEnd(22)} AUC     lift 20    Brier      ECE`);
  if (meanDifference !== null && worstDifference !== null) {
    const signed = (x: number) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(4)}`;
    lines.push(
      `AUC from the best other: ${signed(meanDifference)} on average, ${signed(worstDifference)} at worst.`,
    );
  }
  return lines.map((text) => `${text}\n`).join("");
}
