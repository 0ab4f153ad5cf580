import { expect, test } from "vitest";
import { type SimulatedLead, simulateBrokerage, type Value } from "./index.ts";
import { truthOf } from "./truth.ts";

const NOW = new Date("2026-11-23T06:00:00Z");

type Encode = (lead: SimulatedLead) => string[];

const profile: Encode = (lead) => {
  const answers: Record<string, Value> = {
    ...lead.attributes,
    source: lead.source,
    owner: lead.ownerKey,
    kind: lead.kind,
  };
  return Object.entries(answers).map(([key, value]) => `${key}=${bucket(value)}`);
};

/** How often each thing happened in the first three days, how long it took, and the visits before. */
const behaviour: Encode = (lead) => {
  const counts: Record<string, number> = {};
  const add = (key: string, amount: number) => {
    counts[key] = (counts[key] ?? 0) + amount;
  };
  const start = lead.createdAt.getTime();
  const listings = new Set<Value | undefined>();
  let firstOut: number | null = null;
  for (const { type, occurredAt, properties } of lead.events) {
    const at = occurredAt.getTime();
    if (at > start + 3 * 86_400_000) break;
    if (at < start) {
      add("before", 1);
      continue;
    }
    add(properties.answered === true ? `${type} answered` : type, 1);
    if (typeof properties.seconds === "number" && type.endsWith("view")) add("seconds", properties.seconds);
    if (type === "listing_view" && listings.has(properties.listing)) add("again", 1);
    if (type === "listing_view") listings.add(properties.listing);
    if (type === "call_out" || type === "whatsapp_out") counts.wait ??= (at - start) / 60_000;
    if (type === "whatsapp_out") firstOut ??= at;
    if (type === "whatsapp_in" && firstOut !== null) counts.reply ??= (at - firstOut) / 60_000;
  }
  return Object.entries(counts).map(([key, value]) => `${key}=${bucket(value)}`);
};

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

const LEADS = [...simulateBrokerage({ seed: 7, now: NOW, leads: 12_000 }).leads].filter(
  (lead) => NOW.getTime() - lead.createdAt.getTime() > 45 * 86_400_000,
);
const reached = (lead: SimulatedLead) => (lead.outcomes.some(({ step }) => step === "visit_done") ? 1 : 0);

function learn(encode: Encode): number {
  const rows = LEADS.map((lead) => ({ tokens: encode(lead), label: reached(lead) }));
  const half = Math.floor(rows.length / 2);
  const predict = fit(rows.slice(0, half));
  return areaUnderCurve(rows.slice(half).map(({ tokens, label }) => ({ score: predict(tokens), label })));
}

test("a visit can be predicted from the profile, better with what was done, and never surely", () => {
  const known = learn(profile);
  const seen = learn((lead) => [...profile(lead), ...behaviour(lead)]);
  const oracle = areaUnderCurve(LEADS.map((lead) => ({ score: truthOf(lead).logit, label: reached(lead) })));
  expect(known).toBeGreaterThan(0.62);
  expect(known).toBeLessThan(0.76);
  expect(seen).toBeGreaterThan(known + 0.04);
  expect(oracle).toBeGreaterThan(seen + 0.01);
  expect(oracle).toBeLessThan(0.92);
});
