import { evaluate as measure } from "@leadlift/scoring/train";
import { Command } from "commander";
import { readLeads } from "../data/leads-file.ts";
import { columnNamed } from "../data/near-names.ts";
import { readTarget } from "../data/target.ts";
import { openModelFolder } from "../model-folder.ts";

interface EvaluateFlags {
  model: string;
  target: string;
  positive?: string;
  json: boolean;
}

export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description("measure a model on leads whose outcome is known")
    .argument("<labelled.csv>")
    .requiredOption("--model <folder>", "what train has written")
    .requiredOption("--target <column>", "the column that says how it ended")
    .option("--positive <value>", "its value that counts as success (default: as in the training)")
    .option("--json", "print one JSON object", false)
    .action(evaluate);
}

async function evaluate(file: string, flags: EvaluateFlags): Promise<void> {
  const { model } = await openModelFolder(flags.model);
  try {
    const table = await readLeads(file);
    const values = table.columns[columnNamed(table.names, flags.target, "--target")] ?? [];
    const positive = flags.positive ?? model.manifest.target.positive ?? undefined;
    const { rows, labels, unlabelled } = readTarget(flags.target, values, positive);
    const probabilities = new Float64Array(rows.length);
    let unknown = 0;
    const scored = await model.score(
      Array.from(rows, (row) =>
        Object.fromEntries(table.names.map((name, c) => [name, table.columns[c]?.[row]])),
      ),
    );
    for (const [i, one] of scored.entries()) {
      // A lead of which too little is known stands where the average does.
      probabilities[i] = one.probability ?? model.manifest.base;
      if (one.state === "unknown") unknown++;
    }
    const warnings: string[] = [];
    if (unlabelled > 0)
      warnings.push(`${unlabelled} rows have nothing in "${flags.target}" and were left out.`);
    if (unknown > 0) warnings.push(`${unknown} rows say too little for a score and count as average leads.`);
    const positives = labels.reduce((sum, label) => sum + label, 0);
    const { auc, prAuc, brier, ece, precisionAt20, liftAt10, liftAt20 } = measure(probabilities, labels);
    const metrics = { auc, prAuc, brier, ece, precisionAt20, liftAt10, liftAt20 };
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ rows: rows.length, positives, unknown, ...metrics, warnings })}\n`
        : asText(rows.length, positives, metrics, warnings),
    );
  } finally {
    await model.close();
  }
}

function asText(
  rows: number,
  positives: number,
  metrics: Readonly<Record<string, number>>,
  warnings: readonly string[],
): string {
  const lines = [
    `${rows} rows, ${positives} positive`,
    ...Object.entries(metrics).map(([name, value]) => `${name.padEnd(14)} ${value.toFixed(4)}`),
    ...warnings.map((warning) => `Note: ${warning}`),
  ];
  return `${lines.join("\n")}\n`;
}
