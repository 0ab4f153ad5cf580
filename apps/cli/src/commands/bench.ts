import { resolve } from "node:path";
import { repositoryRoot } from "@leadlift/services/environment";
import { Command } from "commander";
import { measureApi } from "../bench/api/measure.ts";
import { defaultPeer } from "../bench/api/peer.ts";
import { apiLines } from "../bench/api/report.ts";
import { asLines as fairnessLines, measureBoard } from "../bench/fairness.ts";
import { type FeaturesResult, measureFeatures } from "../bench/features.ts";
import { type LearningResult, measureSample } from "../bench/learning.ts";
import { measureQuality, ours, type QualityResult } from "../bench/quality.ts";
import { CommandError } from "../command-error.ts";
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
  bench
    .command("features")
    .description("events, vectors and states of an installation that is made for it")
    .option("--events <count>", "to post", "1000000")
    .option("--leads <count>", "that they are drawn from, or of the sample", "20000")
    .option("--lift", "instead: what models learn from the sample with and without features", false)
    .option("--profiling", "with --lift: also ask leads what is proposed, and what is not", false)
    .option("--events-per-lead <count>", "with --lift: about how much each did, 20 to 100", "40")
    .option("--json", "end with one JSON object", false)
    .action(features);
  bench
    .command("fairness")
    .description("what the leaderboard does to equal brokers with unequal leads, and to gamers")
    .option("--json", "end with one JSON object", false)
    .action(fairness);
  bench
    .command("api")
    .description("scores over HTTP: at a fixed rate, flat out, from memory, overloaded, and beside a peer")
    .option("--leads <count>", "with what they did", "50000")
    .option("--seconds <count>", "for each measurement", "15")
    .option("--peer <folder>", "a server to compare with, run as it is", defaultPeer)
    .option("--json", "end with one JSON object", false)
    .action(api);
  return bench;
}

async function api(flags: { leads: string; seconds: string; peer: string; json: boolean }): Promise<void> {
  const line = progressLine();
  const { sentences, ...result } = await measureApi(
    {
      leads: wholeNumber("--leads", flags.leads),
      seconds: wholeNumber("--seconds", flags.seconds),
      peer: flags.peer,
    },
    (step) => line.show(`${step} …`),
  );
  line.clear();
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : apiLines(result));
}

function fairness({ json }: { json: boolean }): void {
  const line = progressLine();
  const result = measureBoard((step) => line.show(`${step} …`));
  line.clear();
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : fairnessLines(result));
}

interface FeaturesFlags {
  events: string;
  leads: string;
  eventsPerLead: string;
  lift: boolean;
  profiling: boolean;
  json: boolean;
}

async function features(flags: FeaturesFlags): Promise<void> {
  if (flags.lift || flags.profiling) return lift(flags);
  const [events, leads] = [wholeNumber("--events", flags.events), wholeNumber("--leads", flags.leads)];
  const line = progressLine();
  const { singleEventsPerSecond, ...figures } = await measureFeatures(
    { events, leads, seconds: 10 },
    (step) => line.show(`${step} …`),
  );
  line.clear();
  const alone = `${singleEventsPerSecond.toLocaleString("en-IN")} events a second in posts of one.\n`;
  process.stderr.write(alone);
  process.stdout.write(flags.json ? `${JSON.stringify(figures)}\n` : asLines(figures));
}

async function lift({ leads, eventsPerLead, profiling, json }: FeaturesFlags): Promise<void> {
  const options = {
    leads: wholeNumber("--leads", leads),
    eventsPerLead: wholeNumber("--events-per-lead", eventsPerLead),
    profiling,
    signal: new AbortController().signal,
  };
  const line = progressLine();
  const result = await measureSample(options, (step) => line.show(`${step} …`));
  line.clear();
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : liftLines(result));
}

function liftLines({ load, rows, positives, testRows, lifts, asking }: LearningResult): string {
  const count = (n: number) => n.toLocaleString("en-IN");
  const memory = load.rssSlopeMbPerMillion;
  const aucs = (of: readonly number[]) => of.map((auc) => auc.toFixed(3)).join("  ");
  return [
    `${count(load.leads)} leads and ${count(load.events)} events loaded in ${load.seconds} s`,
    memory === null ? "too few events to see memory grow" : `${memory} MB more memory a million events`,
    `${count(rows)} leads to learn from, ${count(positives)} of which got there; tested on the latest ${count(testRows)}`,
    ...lifts.map(
      ({ of, auc, low, high }) => `AUC ${auc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})  ${of}`,
    ),
    ...(asking
      ? [
          `AUC by questions asked, those proposed: ${aucs(asking.proposed)}`,
          `AUC by questions asked, any at random:  ${aucs(asking.random)}`,
        ]
      : []),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new CommandError(`${flag} must be a whole number above 0.`);
  return number;
}

function asLines(figures: Omit<FeaturesResult, "singleEventsPerSecond">): string {
  const { rssSlopeMbPerMillion: memory } = figures;
  return [
    `${figures.eventsPerSecond.toLocaleString("en-IN")} events a second in posts of 500`,
    `${figures.vectorReadsPerSecond.toLocaleString("en-IN")} vectors a second read one by one`,
    `${figures.precomputeRowsPerSecond.toLocaleString("en-IN")} vectors a second computed ahead`,
    `${figures.stateBytesPerLead.toLocaleString("en-IN")} bytes of state a lead`,
    memory === null ? "too few events to see memory grow" : `${memory} MB more memory a million events`,
  ]
    .map((text) => `${text}\n`)
    .join("");
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
