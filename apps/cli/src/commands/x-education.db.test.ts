import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { repositoryRoot } from "@leadlift/services/environment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { qualityData } from "../bench/quality-data.ts";
import { readLeads } from "../data/leads-file.ts";
import { runCli } from "../test/run-cli.ts";

const data = resolve(repositoryRoot(import.meta.dirname), "..", "shared", "data");
const leads = join(data, "x_education_leads.csv");
const testRows = join(data, "splits", "x_education_random_test_idx.csv");
const present = existsSync(leads) && existsSync(testRows);
if (!present) console.info(`The X Education data are not in ${data}: their test is skipped.`);

const metrics = z.object({ auc: z.number() });

describe.skipIf(!present)("on the leads of X Education, without the columns that leak", () => {
  const exclude = qualityData.find(({ name }) => name === "x_education")?.tiers.B ?? [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "leadlift-x-education-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("train reaches an AUC of 0.885, score answers every lead, evaluate agrees", {
    timeout: 180_000,
  }, async () => {
    const model = join(folder, "model");
    const flags = ["--target", "Converted", "--test-rows", testRows, "--exclude", exclude.join(",")];
    const trained = await runCli("train", leads, ...flags, "--out", model, "--json");
    expect(trained).toMatchObject({ code: 0, stderr: "" });
    expect(metrics.parse(JSON.parse(trained.stdout)).auc).toBeGreaterThanOrEqual(0.885);

    const out = join(folder, "scored.csv");
    expect(await runCli("score", leads, "--model", model, "--out", out)).toMatchObject({
      code: 0,
      stderr: "",
    });
    const scored = await readLeads(out);
    expect(scored.lines).toHaveLength(9240);
    expect(scored.columns[0]?.at(-1)).toBe("9239");

    const evaluated = await runCli("evaluate", leads, "--model", model, "--target", "Converted", "--json");
    expect(evaluated).toMatchObject({ code: 0, stderr: "" });
    expect(metrics.parse(JSON.parse(evaluated.stdout)).auc).toBeGreaterThan(0.885);
  });
});
