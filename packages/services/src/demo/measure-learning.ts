import { openModel, type ScoringModel } from "@leadlift/scoring/model";
import { type Artefact, evaluate, featureSetOf, holds, trainModelInThread } from "@leadlift/scoring/train";
import { type Truth, truthOf } from "@leadlift/simulator/truth";
import type { Context } from "../context.ts";
import { loadFacts } from "../feature/load-facts.ts";
import { featureSettings } from "../feature/settings.ts";
import { answeredLead } from "../profiling/answered-lead.ts";
import { type LabelledTable, readLabelledTable } from "../training/labelled-table.ts";
import { demoTarget } from "./accounts.ts";
import { askLeads, drawnBy, type LeadToAsk, proposedBy } from "./ask-leads.ts";
import { type DemoOptions, demoBrokerage } from "./load.ts";

const testShare = 0.2;
const rounds = 4;
const draws = 3;
const factsAtOnce = 500;

const isFeature = (name: string) => featureSetOf(name) !== "profile";
const offers: readonly { of: string; takes: (name: string) => boolean }[] = [
  { of: "the profile only", takes: (name) => holds("profile", name) },
  { of: "features only", takes: isFeature },
  { of: "profile and canonical features", takes: (name) => holds("canonical", name) },
  { of: "profile and all features", takes: () => true },
];

export interface Lift {
  of: string;
  columns: number;
  auc: number;
  /** 95 % interval */
  low: number;
  high: number;
}

export interface Learning {
  rows: number;
  positives: number;
  testRows: number;
  /** models by what they were given; the last is what can be known of the outcome, without its noise */
  lifts: Lift[];
  /** AUC of the best model before the first question and after each */
  asking: { proposed: number[]; random: number[] } | null;
}

export type LearningOptions = Pick<DemoOptions, "leads" | "eventsPerLead"> & {
  /** also ask leads the questions they have not answered */
  asking: boolean;
  signal: AbortSignal;
  onStep(step: string): void;
};

/** What can be learnt from the sample brokerage, which must be loaded: every model is tested on the same latest leads. */
export async function measureLearning(ctx: Context, options: LearningOptions): Promise<Learning> {
  const { signal, onStep } = options;
  onStep("Reading leads as they were");
  const target = { targetStep: demoTarget, horizonDays: ctx.organisation.horizonDays };
  const table = await readLabelledTable(ctx, target, signal);
  const truths = await truthsOf(ctx, options);
  const testRows = latest(table.times, Math.round(testShare * table.labels.length));
  const lifts: Lift[] = [];
  let best: Artefact | null = null;
  for (const { of, takes } of offers) {
    onStep(`Training on ${of}`);
    const offered = columnsOf(table, takes);
    best = await trainModelInThread(offered, {
      target: { name: demoTarget, horizonDays: target.horizonDays },
      time: { values: table.times },
      testRows,
      signal,
    });
    const { auc, aucInterval } = best.report;
    lifts.push({ of, columns: offered.names.length, auc, ...aucInterval });
  }
  lifts.push({ of: "the oracle", columns: 0, ...oracleOn(table, testRows, truths) });
  const asking = options.asking && best ? await ask(ctx, best, table, testRows, truths, options) : null;
  const { positives } = table;
  return { rows: table.labels.length, positives, testRows: testRows.length, lifts, asking };
}

type Truths = ReadonlyMap<string, Truth>;

/** By lead. The sample is told again: what nobody can see is nowhere in the database. */
async function truthsOf(ctx: Context, options: LearningOptions): Promise<Truths> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ id: string; externalId: string; madeAt: Date }>(
      `select l.id, l.external_id as "externalId", o.created_at as "madeAt"
         from lead l join organisation o on o.id = l.org_id where l.org_id = $1 and l.external_id is not null`,
      [ctx.orgId],
    ),
  );
  const ids = new Map(rows.map(({ id, externalId }) => [externalId, id]));
  const truths = new Map<string, Truth>();
  for (const lead of demoBrokerage(rows[0]?.madeAt ?? ctx.now(), options).leads) {
    const id = ids.get(lead.externalId);
    if (id !== undefined) truths.set(id, truthOf(lead));
  }
  return truths;
}

function latest(times: Float64Array, count: number): Uint32Array {
  const byTime = Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return Uint32Array.from(byTime.slice(-count)).sort();
}

function columnsOf(table: LabelledTable, takes: (name: string) => boolean) {
  const places = table.names.flatMap((name, place) => (takes(name) ? [place] : []));
  return {
    names: places.map((place) => table.names[place] ?? ""),
    columns: places.map((place) => table.columns[place] ?? []),
    labels: table.labels,
  };
}

function oracleOn({ ids = [], labels }: LabelledTable, testRows: Uint32Array, truths: Truths) {
  const known = Float64Array.from(testRows, (row) => truths.get(ids[row] ?? "")?.logit ?? Number.NaN);
  const { auc, aucInterval } = evaluate(
    known.map((logit) => 1 / (1 + Math.exp(-logit))),
    Uint8Array.from(testRows, (row) => labels[row] ?? 0),
  );
  return { auc, ...aucInterval };
}

async function ask(
  ctx: Context,
  { onnx, manifest }: Artefact,
  table: LabelledTable,
  testRows: Uint32Array,
  truths: Truths,
  { onStep }: LearningOptions,
): Promise<Learning["asking"]> {
  onStep("Asking leads what is not known");
  const leads = await leadsToAsk(ctx, table, testRows, truths);
  const model: ScoringModel = await openModel(onnx, manifest);
  try {
    const proposed = await askLeads(model, leads, proposedBy(model), rounds);
    const random = new Array<number>(rounds + 1).fill(0);
    for (let seed = 1; seed <= draws; seed++) {
      onStep(`Asking leads at random, ${seed} of ${draws}`);
      const aucs = await askLeads(model, leads, drawnBy(lehmer(seed)), rounds);
      for (const [round, auc] of aucs.entries()) random[round] = (random[round] ?? 0) + auc / draws;
    }
    return { proposed, random };
  } finally {
    await model.close();
  }
}

/** As they were when training looked at leads of their time. */
async function leadsToAsk(
  ctx: Context,
  { ids = [], labels, times }: LabelledTable,
  testRows: Uint32Array,
  truths: Truths,
): Promise<LeadToAsk[]> {
  const settings = featureSettings(ctx.organisation);
  const lawfulAt = ctx.now().getTime();
  const leads: LeadToAsk[] = [];
  for (let from = 0; from < testRows.length; from += factsAtOnce) {
    const rows = testRows.subarray(from, from + factsAtOnce);
    const wanted = Array.from(rows, (row) => ids[row] ?? "");
    const facts = await ctx.db.withOrgSql(ctx.orgId, (sql) => loadFacts(sql, ctx, wanted));
    for (const row of rows) {
      const known = facts.get(ids[row] ?? "");
      const truth = truths.get(ids[row] ?? "");
      if (!known || !truth) continue;
      const at = times[row] ?? 0;
      const { profile, recordWith } = answeredLead(known, { at, knownAt: at, lawfulAt }, settings);
      const answers = Object.entries(truth.answers).flatMap(([field, answer]) =>
        answer === null || (profile.attributes[field] ?? null) !== null ? [] : [[field, answer] as const],
      );
      leads.push({
        label: labels[row] === 1 ? 1 : 0,
        asOf: new Date(at),
        answers: Object.fromEntries(answers),
        recordWith,
      });
    }
  }
  return leads;
}

function lehmer(seed: number): () => number {
  let state = seed * 7_919;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
