import type { RawRecord } from "@leadlift/scoring/features";
import { openModel, type ScoringModel } from "@leadlift/scoring/model";
import { trainModel } from "@leadlift/scoring/train";
import { type SimulatedLead, simulateBrokerage } from "@leadlift/simulator";
import { truthOf } from "@leadlift/simulator/truth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askLeads, drawnBy, type LeadToAsk, proposedBy } from "./ask-leads.ts";

const now = new Date("2026-11-23T06:00:00Z");
const day = 86_400_000;
const rounds = 3;

const leads = [...simulateBrokerage({ seed: 11, now, leads: 9_000 }).leads].filter(
  ({ createdAt }) => now.getTime() - createdAt.getTime() > 60 * day,
);
const trained = Math.floor(leads.length * 0.6);

let model: ScoringModel;
beforeAll(async () => {
  const records = leads.map(recordOf);
  const names = Object.keys(records[0] ?? {});
  const { onnx, manifest } = await trainModel(
    {
      names,
      columns: names.map((name) => records.map((record) => record[name])),
      labels: Uint8Array.from(leads, visited),
    },
    {
      target: { name: "visit_done" },
      testRows: Uint32Array.from({ length: leads.length - trained }, (_, i) => trained + i),
    },
  );
  model = await openModel(onnx, manifest);
}, 120_000);
afterAll(() => model.close());

function recordOf({ attributes, source, kind }: SimulatedLead): RawRecord {
  return { ...attributes, source, kind };
}

function visited({ outcomes }: SimulatedLead): 0 | 1 {
  return outcomes.some(({ step }) => step === "visit_done") ? 1 : 0;
}

function toAsk(lead: SimulatedLead): LeadToAsk {
  const answers = Object.entries(truthOf(lead).answers).flatMap(([field, answer]) =>
    answer !== null && lead.attributes[field] === null ? [[field, answer] as const] : [],
  );
  return {
    label: visited(lead),
    asOf: now,
    answers: Object.fromEntries(answers),
    recordWith: (given) => ({ ...recordOf(lead), ...given }),
  };
}

test("asking what is proposed makes the ranking better sooner than asking anything", async () => {
  const asked = leads.slice(trained).map(toAsk);
  const proposed = await askLeads(model, asked, proposedBy(model), rounds);
  const drawn = await Promise.all(
    [1, 2, 3].map((seed) => askLeads(model, asked, drawnBy(lehmer(seed)), rounds)),
  );
  const random = proposed.map((_, round) => drawn.reduce((sum, aucs) => sum + (aucs[round] ?? 0), 0) / 3);
  process.stderr.write(`AUC by questions asked: proposed ${words(proposed)}; random ${words(random)}\n`);
  expect(proposed[0]).toBeCloseTo(random[0] ?? 0, 12);
  for (let round = 1; round <= rounds; round++) {
    expect(proposed[round] ?? 0).toBeGreaterThan(random[round] ?? 1);
  }
  const gain = (aucs: readonly number[], round: number) => (aucs[round] ?? 0) - (aucs[0] ?? 0);
  expect(gain(proposed, 1)).toBeGreaterThan(1.3 * gain(random, 1));
}, 120_000);

function words(aucs: readonly number[]): string {
  return aucs.map((auc) => auc.toFixed(3)).join(" ");
}

function lehmer(seed: number): () => number {
  let state = seed * 7_919;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
