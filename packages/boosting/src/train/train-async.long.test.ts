import { describe, expect, test } from "vitest";
import { TrainingError } from "../errors.ts";
import { forestToJson } from "../forest/forest-json.ts";
import { someRows, syntheticLeads } from "../test/synthetic.ts";
import { trainAsync } from "./train-async.ts";
import type { Metric, TrainOptions } from "./train-options.ts";
import { train } from "./trainer.ts";

const all = syntheticLeads(6000, 31);
const { data, labels } = someRows(all, 0, 5000);
const held = someRows(all, 5000, 6000);

/** Share of rows on the wrong side. */
const wrongSide: Metric = {
  of: (margins, truth) => margins.filter((m, i) => m > 0 !== truth[i] > 0.5).length / margins.length,
};

describe("training without blocking", () => {
  test.each([
    ["plainly", {}],
    ["with samples and weights", { subsample: 0.7, colsample: 0.5, weights: labels.map((y) => 1 + y) }],
    ["stopped early by AUC", { earlyStopping: { rounds: 3, metric: "auc" } }],
    ["stopped early by a metric of the caller's", { earlyStopping: { rounds: 3, metric: wrongSide } }],
  ] as const satisfies [string, TrainOptions][])("gives what train gives, %s (A8)", async (_, chosen) => {
    const options: TrainOptions = { rounds: 40, learningRate: 0.3, ...chosen };
    const [there, here] = [await trainAsync(data, labels, options, held), train(data, labels, options, held)];
    expect(forestToJson(there.forest)).toEqual(forestToJson(here.forest));
    expect({ ...there, forest: null }).toEqual({ ...here, forest: null });
  });

  test("lets the caller's event loop turn while it trains (A8)", async () => {
    let [turns, turnsAtStart, turnsAtEnd] = [0, -1, -1];
    const timer = setInterval(() => turns++, 1);
    await trainAsync(data, labels, {
      rounds: 300,
      onRound: (round) => {
        if (round === 1) turnsAtStart = turns;
        turnsAtEnd = turns;
      },
    });
    clearInterval(timer);
    expect(turnsAtEnd - turnsAtStart).toBeGreaterThan(3);
  });

  test("tells every round in order (A6)", async () => {
    const told: number[][] = [];
    const { history } = await trainAsync(data, labels, {
      rounds: 5,
      onRound: (round, total, metrics) => told.push([round, total, metrics.train]),
    });
    expect(told).toEqual(history.map(({ train: loss }, i) => [i + 1, 5, loss]));
  });

  test("ends at once when aborted, also in the middle of a round (A6)", async () => {
    const controller = new AbortController();
    const rounds: number[] = [];
    const training = trainAsync(data, labels, {
      rounds: 1_000_000,
      signal: controller.signal,
      onRound: (round) => {
        rounds.push(round);
        if (round === 3) controller.abort("enough");
      },
    });
    await expect(training).rejects.toThrow(
      expect.objectContaining({ argument: "options.signal", cause: "enough" }),
    );
    expect(rounds).toEqual([1, 2, 3]);
  });

  test("does not begin when it was aborted before (A6)", async () => {
    const options = { signal: AbortSignal.abort("no"), onRound: () => expect.unreachable() };
    await expect(trainAsync(data, labels, options)).rejects.toThrow(expect.objectContaining({ cause: "no" }));
  });

  test("refuses what train refuses, by the same error (A7)", async () => {
    const ones = labels.map(() => 1);
    await expect(trainAsync(data, ones)).rejects.toThrow(TrainingError);
    await expect(trainAsync(data, ones)).rejects.toThrow(expect.objectContaining({ argument: "labels" }));
    const short = { ...data, columns: data.columns.slice(1) };
    await expect(trainAsync(short, labels)).rejects.toThrow(
      expect.objectContaining({ argument: "data.columns" }),
    );
  });

  test.each<[string, TrainOptions]>([
    [
      "onRound",
      {
        onRound: () => {
          throw new RangeError("mine");
        },
      },
    ],
    [
      "the metric",
      {
        earlyStopping: {
          rounds: 3,
          metric: {
            of: () => {
              throw new RangeError("mine");
            },
          },
        },
      },
    ],
  ])("ends with what %s throws (A6)", async (_, options) => {
    await expect(trainAsync(data, labels, options, held)).rejects.toThrow(new RangeError("mine"));
  });

  test("calls nothing any more once it has ended (A6)", async () => {
    const rows = someRows(all, 0, 40);
    let calls = 0;
    const onRound = () => {
      calls++;
      throw new RangeError("mine");
    };
    await expect(trainAsync(rows.data, rows.labels, { rounds: 2000, onRound })).rejects.toThrow("mine");
    // The messages of the first thread are all here before the second one ends.
    await trainAsync(rows.data, rows.labels, { rounds: 2000 });
    expect(calls).toBe(1);
  });

  test("names what no thread can take (A7)", async () => {
    const columns: unknown = data.columns.map((column) => Float64Array.from(column));
    await expect(trainAsync({ ...data, columns: columns as Float32Array[] }, labels)).rejects.toThrow(
      expect.objectContaining({ argument: "data.columns[0]" }),
    );
    const metric: unknown = { of: "auc" };
    const earlyStopping = { rounds: 3, metric: metric as Metric };
    await expect(trainAsync(data, labels, { earlyStopping }, held)).rejects.toThrow(
      expect.objectContaining({ argument: "options.earlyStopping.metric" }),
    );
  });

  test("leaves the caller's data as they were, and usable (A7)", async () => {
    const before = data.columns.map((column) => column.slice());
    await trainAsync(data, labels, { rounds: 2 });
    expect(data.columns).toEqual(before);
  });
});

test("a metric that is not a number is refused, by both (A7)", async () => {
  const options: TrainOptions = { earlyStopping: { rounds: 3, metric: { of: () => NaN } } };
  const refusal = expect.objectContaining({ argument: "options.earlyStopping.metric" });
  expect(() => train(data, labels, options, held)).toThrow(refusal);
  await expect(trainAsync(data, labels, options, held)).rejects.toThrow(refusal);
});
