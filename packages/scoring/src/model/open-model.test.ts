import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { madeUpLeads, recordAt } from "../test/made-up-leads.ts";
import { type Artefact, trainModel } from "../train/train-model.ts";
import type { Manifest } from "./manifest.ts";
import { openModel } from "./open-model.ts";

const table = madeUpLeads(400);
let artefact: Artefact;

beforeAll(async () => {
  artefact = await trainModel(table, { target: { name: "won" } });
}, 60_000);

const vouchedFor = (onnx: Uint8Array): Manifest => ({
  ...artefact.manifest,
  sha256: createHash("sha256").update(onnx).digest("hex"),
});
const refused = (code: string) => expect.objectContaining({ name: "ModelRejected", code });
const oneSentence = /^[A-Z][^.!?]*(\.\d[^.!?]*)*\.$/;

describe("openModel", { timeout: 60_000 }, () => {
  it("opens what was trained, from JSON and bytes", async () => {
    const model = await openModel(artefact.onnx, JSON.parse(JSON.stringify(artefact.manifest)));
    const [one] = await model.score([recordAt(table, 0)]);
    expect(one).toMatchObject({ state: "scored", reasons: null });
    await model.close();
  });

  it("rejects a file with any bit flipped", async () => {
    for (let at = 0; at < artefact.onnx.length; at += Math.ceil(artefact.onnx.length / 40)) {
      const flipped = artefact.onnx.slice();
      flipped[at] ^= 1 << (at % 8);
      await expect(openModel(flipped, artefact.manifest)).rejects.toEqual(refused("WRONG_DIGEST"));
    }
  });

  it("rejects a wrong answer even from a file that its manifest vouches for", async () => {
    const changed = artefact.onnx.slice();
    // The base score is the one double of the graph that every answer depends on.
    const base = new Uint8Array(Float64Array.of(baseScore(artefact.manifest)).buffer);
    const at = findBytes(changed, base);
    changed[at + 6] ^= 1;
    await expect(openModel(changed, vouchedFor(changed))).rejects.toEqual(refused("WRONG_ANSWERS"));
  });

  it("rejects a truncated file, another format and an empty one, vouched for or not", async () => {
    const html = new TextEncoder().encode("<!doctype html><title>Sign in</title>");
    for (const bytes of [artefact.onnx.slice(0, 2000), html, new Uint8Array()]) {
      await expect(openModel(bytes, artefact.manifest)).rejects.toEqual(refused("WRONG_DIGEST"));
      await expect(openModel(bytes, vouchedFor(bytes))).rejects.toMatchObject({
        name: "ModelRejected",
        code: expect.stringMatching(/NOT_A_MODEL|WRONG_SHAPE/),
      });
    }
  });

  it("rejects features in another order, also when the explainer is reordered with them", async () => {
    const { schema, known } = artefact.manifest;
    const swap = <T>(list: readonly T[]): T[] => [list[1], list[0], ...list.slice(2)];
    const swapped = { ...artefact.manifest, schema: { columns: swap(schema.columns) } };
    await expect(openModel(artefact.onnx, swapped)).rejects.toEqual(refused("WRONG_SHAPE"));
    const explainer = structuredClone(artefact.manifest.explainer) as { features: unknown[] };
    explainer.features = swap(explainer.features);
    const consistent = { ...swapped, explainer, known: { ...known, weights: swap(known.weights) } };
    await expect(openModel(artefact.onnx, consistent)).rejects.toMatchObject({ name: "ModelRejected" });
  });

  it("rejects a category table whose levels changed places", async () => {
    const columns = artefact.manifest.schema.columns.map((column) =>
      column.kind === "categorical" ? { ...column, levels: column.levels.toReversed() } : column,
    );
    await expect(openModel(artefact.onnx, { ...artefact.manifest, schema: { columns } })).rejects.toEqual(
      refused("WRONG_ANSWERS"),
    );
  });

  it("rejects a manifest that is damaged or newer, and says which in one sentence", async () => {
    const { manifest, onnx } = artefact;
    await expect(openModel(onnx, null)).rejects.toEqual(refused("BAD_MANIFEST"));
    await expect(openModel(onnx, { ...manifest, base: 0 })).rejects.toEqual(refused("BAD_MANIFEST"));
    await expect(openModel(onnx, { ...manifest, explainer: {} })).rejects.toEqual(refused("BAD_MANIFEST"));
    await expect(openModel(onnx, { ...manifest, format: 9 })).rejects.toEqual(refused("NEWER_FORMAT"));
    await expect(openModel(onnx, { ...manifest, expectedMargin: 9 })).rejects.toEqual(
      refused("WRONG_ANSWERS"),
    );
    for (const broken of [null, { ...manifest, format: 9 }, { ...manifest, base: 0 }]) {
      await expect(openModel(onnx, broken)).rejects.toThrow(oneSentence);
    }
  });
});

describe("ScoringModel", { timeout: 60_000 }, () => {
  it("answers “unknown” with nothing at all when nothing is known", async () => {
    const model = await openModel(artefact.onnx, artefact.manifest);
    const [nothing, full] = await model.score([{}, recordAt(table, 1)], { reasons: true });
    expect(nothing).toEqual({
      state: "unknown",
      margin: null,
      probability: null,
      score: null,
      grade: null,
      reasons: null,
    });
    expect(full.state).toBe("scored");
    await model.close();
  });

  it("gives a record the same score alone and among many", async () => {
    const model = await openModel(artefact.onnx, artefact.manifest);
    const records = Array.from({ length: 400 }, (_, row) => recordAt(table, row));
    const together = await model.score(records);
    const [alone] = await model.score([records[37]]);
    expect(alone.margin).toBeCloseTo(together[37].margin ?? Number.NaN, 9);
    expect(alone.score).toBe(together[37].score);
    expect(await model.score([])).toEqual([]);
    await model.close();
  });

  it("keeps the strongest reasons of each sign and adds up the others", async () => {
    const model = await openModel(artefact.onnx, artefact.manifest);
    const [scored] = await model.score([recordAt(table, 1)], { reasons: 1 });
    const rows = scored.reasons ?? [];
    expect(rows[0].feature).toBe("average");
    expect(rows.at(-1)).toMatchObject({ feature: "others", params: { count: expect.any(Number) } });
    expect(rows.slice(1, -1).filter(({ points }) => points > 0).length).toBeLessThanOrEqual(1);
    expect(rows.slice(1, -1).filter(({ points }) => points < 0).length).toBeLessThanOrEqual(1);
    await model.close();
  });

  it("tells each reason's own value, and of a text only its length", async () => {
    const model = await openModel(artefact.onnx, artefact.manifest);
    const record = {
      ...recordAt(table, 1),
      site_minutes: "24",
      budget: "₹85 L",
      note: "my number is 98250 00000",
    };
    const [scored] = await model.score([record], { reasons: true });
    const params = Object.fromEntries(
      (scored.reasons ?? []).map((reason) => [reason.feature, reason.params.value]),
    );
    expect(params.site_minutes).toBe(24);
    expect(params.budget).toBe(8_500_000);
    expect(JSON.stringify(scored.reasons)).not.toContain("98250");
    await model.close();
  });
});

function baseScore({ explainer }: Manifest): number {
  return (explainer as { baseScore: number }).baseScore;
}

function findBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  const at = Buffer.from(bytes).indexOf(wanted);
  expect(at).toBeGreaterThan(0);
  return at;
}
