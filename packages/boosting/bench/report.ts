import { quietCores } from "./disturbance.ts";
import { onnxBatch } from "./prediction.ts";
import { type QualityRow, tolerance } from "./quality.ts";
import type { BenchResult } from "./result.ts";
import type { Series, Speed } from "./speed.ts";

export const goals = { timeRatio: 0.7, rssRatio: 1.5, shapMsPerRow: 0.3 };

/** One measured thing: cells of the table, and the sentence to say when its goal is missed. */
interface Line {
  what: string;
  ours: string;
  peer: string;
  difference: string;
  goal: string;
  missed?: string | false | null;
}

/** The table for people, and a sentence for each goal that is missed. */
export function report(result: BenchResult): string {
  const lines = [
    ...speedLines(result),
    ...accuracyLines(result),
    ...memoryLines(result),
    ...explanationLines(result),
    ...predictionLines(result),
    ...(result.quality ?? []).flatMap(qualityLines),
  ];
  const head = { what: "", ours: "ours", peer: "XGBoost", difference: "", goal: "goal" };
  const table = [head, ...lines].map(({ what, ours, peer, difference, goal }) =>
    [what.padEnd(38), ours.padStart(10), peer.padStart(10), difference.padStart(18), goal.padStart(10)]
      .join("  ")
      .trimEnd(),
  );
  const missed = lines.flatMap((line) => (line.missed ? [line.missed] : []));
  return [...table, ...(missed.length > 0 ? ["", ...missed] : []), ""].join("\n");
}

function speedLines({ speed }: BenchResult): Line[] {
  if (!speed) return [];
  return [...timeLines("1 thread", speed.threads1), ...timeLines("2 threads", speed.threads2)];
}

function timeLines(threads: string, { ours, peer, ratio, ratioOfLeast }: Speed): Line[] {
  const theirs = peer?.[peer.faster];
  const pair = (what: string, of: (series: Series) => string): Line => ({
    what,
    ours: of(ours),
    peer: theirs ? of(theirs) : "–",
    difference: "",
    goal: "",
  });
  return [
    {
      ...pair(`training, ${threads}, s`, ({ seconds }) => seconds.toFixed(2)),
      difference: times(ratio),
      goal: `≤ ${goals.timeRatio}×`,
      missed: slowness(`with ${threads}`, ratio),
    },
    {
      ...pair("  least – greatest", ({ least, greatest }) => `${least.toFixed(2)}–${greatest.toFixed(2)}`),
      difference: ratioOfLeast === null ? "" : `${times(ratioOfLeast)} of least`,
    },
    pair("  on all cores together", ({ cpuSeconds }) => cpuSeconds.toFixed(2)),
    {
      ...pair("  cores busy with other programs", ({ othersCores }) => othersCores.toFixed(2)),
      goal: `≤ ${quietCores}`,
      missed: disturbance(`training with ${threads}`, ours, theirs),
    },
    pair("  first call of the process", ({ firstSeconds }) => firstSeconds.toFixed(2)),
    ...(peer
      ? [
          {
            what: `  XGBoost by DMatrix / QuantileDMatrix`,
            ours: "",
            peer: `${peer.DMatrix.seconds.toFixed(2)}/${peer.QuantileDMatrix.seconds.toFixed(2)}`,
            difference: "",
            goal: "",
          },
        ]
      : []),
  ];
}

function accuracyLines({ accuracy }: BenchResult): Line[] {
  if (!accuracy) return [];
  const { ours, peer } = accuracy;
  return [
    differenceLine("AUC on rows not seen", ours.auc, peer?.auc, 1),
    differenceLine("log-loss on rows not seen", ours.logLoss, peer?.logLoss, -1),
  ];
}

/** `better` is the sign of a difference that is for the better. */
function differenceLine(
  what: string,
  ours: number,
  peer: number | undefined,
  better: 1 | -1,
  error?: number | null,
): Line {
  const difference = peer === undefined ? null : ours - peer;
  const missed = difference !== null && difference * better < -tolerance;
  return {
    what,
    ours: ours.toFixed(4),
    peer: peer?.toFixed(4) ?? "–",
    difference:
      difference === null ? "" : signed(difference) + (error == null ? "" : ` ± ${error.toFixed(4)}`),
    goal: better > 0 ? `≥ −${tolerance}` : `≤ +${tolerance}`,
    missed:
      missed && `${what}: ${signed(difference)} from XGBoost, which is worse by more than ${tolerance}.`,
  };
}

function memoryLines({ memory }: BenchResult): Line[] {
  if (!memory) return [];
  const { ours, peer, ratio } = memory;
  return [
    {
      what: "peak memory of a training, MB",
      ours: ours.peakMb.toFixed(0),
      peer: peer?.peakMb.toFixed(0) ?? "–",
      difference: times(ratio),
      goal: `≤ ${goals.rssRatio}×`,
      missed:
        ratio !== null &&
        ratio > goals.rssRatio &&
        `Training takes ${times(ratio)} the memory of XGBoost; the goal is ${goals.rssRatio}×.`,
    },
    {
      what: "  with the data loaded, before it",
      ours: ours.loadedMb.toFixed(0),
      peer: peer?.loadedMb.toFixed(0) ?? "–",
      difference: "",
      goal: "",
    },
  ];
}

function explanationLines({ explanation }: BenchResult): Line[] {
  if (!explanation) return [];
  const { single, batch, peer } = explanation;
  return [
    {
      what: "SHAP, 300 trees, row by row, ms a row",
      ours: single.toFixed(3),
      peer: "–",
      difference: "",
      goal: `≤ ${goals.shapMsPerRow}`,
      missed:
        single > goals.shapMsPerRow &&
        `Explaining takes ${single.toFixed(3)} ms a row; the goal is ${goals.shapMsPerRow}.`,
    },
    {
      what: "  all rows at once",
      ours: batch.toFixed(3),
      peer: peer?.toFixed(3) ?? "–",
      difference: times(peer === null ? null : batch / peer),
      goal: "",
    },
  ];
}

function predictionLines({ prediction }: BenchResult): Line[] {
  if (!prediction) return [];
  const { forest, onnx, peer } = prediction;
  const line = (what: string, rate: number): Line => ({
    what,
    ours: thousands(rate),
    peer: peer === null ? "–" : thousands(peer),
    difference: times(peer === null ? null : rate / peer),
    goal: "",
  });
  return [
    line("predicting, rows/s on one core", forest),
    line(`  by ONNX Runtime, ${onnxBatch} at a time`, onnx),
  ];
}

function qualityLines(row: QualityRow): Line[] {
  const { data, ours, native, peer } = row;
  return [
    differenceLine(`${data}, AUC`, ours.auc, peer?.auc, 1, row.aucError),
    differenceLine(`${data}, log-loss`, ours.logLoss, peer?.logLoss, -1, row.logLossError),
    {
      what: `  training, ${row.rows} × ${row.features}, s`,
      ours: ours.seconds.toFixed(3),
      peer: peer?.seconds.toFixed(3) ?? "–",
      difference: times(row.timeRatio),
      goal: `≤ ${goals.timeRatio}×`,
      missed: disturbance(`training on ${data}`, ours, peer) || slowness(`on ${data}`, row.timeRatio),
    },
    ...(native
      ? [
          {
            what: "  with categories as they are",
            ours: native.auc.toFixed(4),
            peer: "",
            difference: `log-loss ${native.logLoss.toFixed(4)}`,
            goal: `${native.seconds.toFixed(3)} s`,
          },
        ]
      : []),
  ];
}

function slowness(where: string, ratio: number | null): string | false {
  return (
    ratio !== null &&
    ratio > goals.timeRatio &&
    `Training ${where} takes ${times(ratio)} the time of XGBoost; the goal is ${goals.timeRatio}×.`
  );
}

/** The sentence to say when a time was taken on a busy machine. */
function disturbance(
  what: string,
  ours: { othersCores: number },
  peer: { othersCores: number } | null | undefined,
): string | false {
  return (
    Math.max(ours.othersCores, peer?.othersCores ?? 0) > quietCores &&
    `Other programs were busy while ${what} was timed: its times and their ratio do not count. Measure again on a quiet machine.`
  );
}

function times(ratio: number | null): string {
  return ratio === null ? "" : `${ratio.toFixed(2)}×`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;
}

function thousands(rate: number): string {
  return `${(rate / 1000).toFixed(0)}k`;
}
