import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";

/** Lines that a process prints which trains as told, with four threads. */
function printedBy(ending: string, preparation = ""): string[] {
  const script = `
    ${preparation}
    const { train } = await import(${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)});
    const rows = 2 ** 16;
    const features = Array.from({ length: 20 }, (_, f) => ({ name: "f" + f, kind: "numeric" }));
    const columns = features.map((_, f) => Float32Array.from({ length: rows }, (_, r) => (r * (f + 3)) % 101));
    const labels = Float32Array.from({ length: rows }, (_, r) => Number(r % 101 > 50));
    const run = (options) => train({ rows, features, columns }, labels, { threads: 4, ...options });
    const attempt = (options) => { try { run(options); } catch (error) { console.log(error.message); } };
    ${ending}
  `;
  const args = ["--input-type=module", "--eval", script];
  return execFileSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 }).trim().split("\n");
}

/** Trainings that end in every way there is. */
const trainings = `
  for (let i = 0; i < 8; i++) run({ rounds: 1, maxDepth: 1 });
  attempt({ signal: AbortSignal.abort() });
  attempt({ onRound(round) { if (round > 3) throw new Error("mine"); } });
  for (const threads of [2, 3, 4]) run({ rounds: 5, threads });
`;

describe("a process that trains on several threads", { timeout: 60_000 }, () => {
  test("ends by itself, though threads may still wait for the next training (A8)", () => {
    const lines = printedBy(`${trainings} console.log("over");`);
    expect(lines).toEqual(["Training was aborted.", "mine", "over"]);
  });

  test("has none of them left after a while, however trainings ended (A8)", () => {
    // Threads that keep the process alive until they end.
    const counted = `
      import { syncBuiltinESMExports } from "node:module";
      import workers from "node:worker_threads";
      const ended = [];
      workers.Worker = class extends workers.Worker {
        constructor(...args) {
          super(...args);
          ended.push(new Promise((resolve) => this.on("exit", resolve)));
        }
        unref() {}
      };
      syncBuiltinESMExports();
    `;
    const lines = printedBy(`${trainings} await Promise.all(ended); console.log(ended.length > 2);`, counted);
    expect(lines).toEqual(["Training was aborted.", "mine", "true"]);
  });

  test("trains on one where no other can be started (A8)", () => {
    const refusing = `
      import { syncBuiltinESMExports } from "node:module";
      import workers from "node:worker_threads";
      workers.Worker = class { constructor() { throw new Error("no threads here"); } };
      syncBuiltinESMExports();
    `;
    expect(printedBy(`console.log(run({ rounds: 2 }).rounds);`, refusing)).toEqual(["2"]);
  });

  test("gathers no memory over many trainings (A8)", () => {
    // Shared from the start, or copies of them would count as well.
    const lines = printedBy(`
      columns.forEach((column, f) => {
        columns[f] = new Float32Array(new SharedArrayBuffer(column.byteLength));
        columns[f].set(column);
      });
      const grown = (threads) => {
        const before = process.memoryUsage().rss;
        for (let i = 0; i < 60; i++) run({ rounds: 1, maxDepth: 2, threads });
        return (process.memoryUsage().rss - before) / 2 ** 20;
      };
      for (const threads of [1, 2]) if (grown(threads) > 150) console.log(threads);
      console.log("over");
    `);
    expect(lines).toEqual(["over"]);
  });
});
