import { trainModelInThread } from "@leadlift/scoring/train";
import { expect, it } from "vitest";
import { madeUpLeads } from "../test/made-up-leads.ts";
import { trainModel } from "./train-model.ts";
import type { TrainingProgress } from "./training-table.ts";

const target = { name: "won" };

it("trains in a thread what it trains here, and leaves the caller's table whole", async () => {
  const table = madeUpLeads(200);
  const progress: TrainingProgress[] = [];
  const inThread = await trainModelInThread(table, { target, onProgress: (p) => progress.push(p) });
  const here = await trainModel(madeUpLeads(200), { target });
  expect(Buffer.from(inThread.onnx).equals(here.onnx)).toBe(true);
  expect(inThread.manifest).toEqual(here.manifest);
  expect(table.labels).toHaveLength(200);
  expect(progress.at(-1)?.fraction).toBe(1);
}, 60_000);

it("passes refusals on as they are", async () => {
  const table = { names: ["x"], columns: [[1, 2]], labels: Uint8Array.of(1, 1) };
  await expect(trainModelInThread(table, { target })).rejects.toMatchObject({
    name: "TrainingRefused",
    code: "ONE_CLASS",
  });
}, 60_000);

it("stops at once when aborted, also before it began", async () => {
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  const training = trainModelInThread(madeUpLeads(2000), {
    target,
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  await expect(training).rejects.toBe(reason);
  await expect(
    trainModelInThread(madeUpLeads(100), { target, signal: AbortSignal.abort(reason) }),
  ).rejects.toBe(reason);
}, 60_000);
