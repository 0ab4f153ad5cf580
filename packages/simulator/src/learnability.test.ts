import { expect, test } from "vitest";
import { type SimulatedLead, simulateBrokerage, type Value } from "./index.ts";

const NOW = new Date("2026-11-23T06:00:00Z");

function encode(lead: SimulatedLead): string[] {
  const profile: Record<string, Value> = {
    ...lead.attributes,
    source: lead.source,
    owner: lead.ownerKey,
    kind: lead.kind,
  };
  return Object.entries(profile).map(([key, value]) => `${key}=${bucket(value)}`);
}

/** Quarter steps of the logarithm: fine enough to learn a curve, coarse enough to share evidence. */
function bucket(value: Value | undefined): string {
  if (typeof value !== "number") return String(value ?? "unknown");
  return `${Math.sign(value)}:${Math.round(1.6 * Math.log1p(Math.abs(value)))}`;
}

/** Logistic regression on one-hot buckets by stochastic gradient descent; returns log-odds. */
function fit(rows: { tokens: string[]; label: number }[]): (tokens: string[]) => number {
  const weights = new Map<string, number>();
  const margin = (tokens: string[]) => tokens.reduce((sum, token) => sum + (weights.get(token) ?? 0), -2);
  for (let epoch = 0; epoch < 12; epoch++) {
    const rate = 0.03 / (1 + epoch);
    for (const { tokens, label } of rows) {
      const error = label - 1 / (1 + Math.exp(-margin(tokens)));
      for (const token of tokens)
        weights.set(token, (weights.get(token) ?? 0) * (1 - rate * 1e-3) + rate * error);
    }
  }
  return margin;
}

function areaUnderCurve(scored: { score: number; label: number }[]): number {
  const ascending = [...scored].sort((one, other) => one.score - other.score);
  const positives = ascending.filter(({ label }) => label === 1).length;
  const rankSum = ascending.reduce((sum, { label }, index) => sum + (label === 1 ? index + 1 : 0), 0);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (ascending.length - positives));
}

function learn(leads: number, step: string): number {
  const rows = [];
  for (const lead of simulateBrokerage({ seed: 7, now: NOW, leads }).leads) {
    const mature = NOW.getTime() - lead.createdAt.getTime() > 45 * 86_400_000;
    if (mature)
      rows.push({ tokens: encode(lead), label: lead.outcomes.some((o) => o.step === step) ? 1 : 0 });
  }
  const half = Math.floor(rows.length / 2);
  const predict = fit(rows.slice(0, half));
  return areaUnderCurve(rows.slice(half).map(({ tokens, label }) => ({ score: predict(tokens), label })));
}

test("a visit can be predicted from early attributes, well but never surely", () => {
  const auc = learn(12_000, "visit_done");
  expect(auc).toBeGreaterThan(0.77);
  expect(auc).toBeLessThan(0.87);
});
