// The library as it is published, behind lines: one JSON request a line in, one JSON answer a line out.
// xgboost_peer.py answers the same requests. Plain JavaScript, so that no loader adds to its memory.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as boosting from "../dist/index.js";

const tables = new Map();
const models = new Map();

const floats = (file) => {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};
const secondsSince = (start) => (performance.now() - start) / 1000;
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** On Linux the kernel's peak of this program alone: `maxRSS` starts at that of the process which started it. */
function peakMb() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

const answers = {
  load({ name, rows, features, kinds, columnMajor, labels }) {
    const values = floats(columnMajor);
    const columns = features.map((_, f) => values.subarray(f * rows, (f + 1) * rows));
    const specs = features.map((feature, f) => ({ name: feature, kind: kinds?.[f] ?? "numeric" }));
    tables.set(name, { data: { rows, features: specs, columns }, labels: floats(labels) });
    return {};
  },

  train({ data: name, parameters, threads, keep }) {
    const { data, labels } = tables.get(name);
    const cpu = cpuSeconds();
    const start = performance.now();
    const { forest } = boosting.train(data, labels, { ...parameters, threads });
    const seconds = secondsSince(start);
    models.set(keep, forest);
    return { seconds, cpuSeconds: cpuSeconds() - cpu };
  },

  predict({ model, data, to }) {
    const start = performance.now();
    const margins = boosting.predictMargins(models.get(model), tables.get(data).data);
    const seconds = secondsSince(start);
    if (to) writeFileSync(to, margins);
    return { seconds };
  },

  async predictOnnx({ model, data: name, batch }) {
    const { InferenceSession, Tensor } = await import("onnxruntime-node");
    const { rows, columns } = tables.get(name).data;
    const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
    const session = await InferenceSession.create(boosting.forestToOnnx(models.get(model)), options);
    const start = performance.now();
    for (let from = 0; from < rows; from += batch) {
      const size = Math.min(batch, rows - from);
      const values = new Float64Array(size * columns.length);
      columns.forEach((column, f) => {
        for (let r = 0; r < size; r++) values[r * columns.length + f] = column[from + r];
      });
      await session.run({ features: new Tensor("float64", values, [size, columns.length]) }, ["margin"]);
    }
    const seconds = secondsSince(start);
    await session.release();
    return { seconds };
  },

  /** One row after the other, each with a call of its own. */
  explain({ model, data: name, rows }) {
    const forest = models.get(model);
    const { columns } = tables.get(name).data;
    const start = performance.now();
    for (let r = 0; r < rows; r++) {
      boosting.explain(
        forest,
        Float32Array.from(columns, (column) => column[r]),
      );
    }
    return { seconds: secondsSince(start) };
  },

  /** All rows in one call. */
  explainAll({ model, data: name, rows }) {
    const { features, columns } = tables.get(name).data;
    const some = { rows, features, columns: columns.map((column) => column.subarray(0, rows)) };
    const start = performance.now();
    boosting.explainAll(models.get(model), some);
    return { seconds: secondsSince(start) };
  },

  memory: () => ({ peakMb: peakMb() }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = await answers[request.do](request);
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
