import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { readStamps } from "../feature/glance-vectors.ts";
import type { NewReceipt, ReceiptWriter } from "../receipt/receipt-writer.ts";
import type { ModelCache } from "../scoring/open-champion.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { Asked } from "./asked.ts";
import { giveScores } from "./give-scores.ts";
import { madeSubject, readSubjects, type Subject } from "./read-subjects.ts";
import type { KeptAnswer } from "./score-answer.ts";
import type { SharedAnswers, SharedEntry } from "./shared-answers.ts";
import type { StandingScorer, StandingScorers } from "./standing-scorer.ts";
import { wordAnswer } from "./word-answer.ts";

export interface AnswerTools {
  models: ModelCache;
  scorers: StandingScorers;
  cache: AnswerCache;
  /** null: this process is alone, or shares nothing */
  shared: SharedAnswers | null;
  receipts: ReceiptWriter;
}

export type Given = KeptAnswer & { source: "model" | "cache" };

const minuteMs = 60_000;

/**
 * Answers what was asked together, each by itself: one that cannot be answered gets its error. Every answer's receipt
 * is committed when this resolves; it rejects, and nothing was answered, when that fails.
 */
export async function answerTurn(
  ctx: Context,
  tools: AnswerTools,
  asked: readonly Asked[],
): Promise<(Given | ServiceError)[]> {
  const scorer = await tools.scorers.of(ctx);
  if (scorer.models.length === 0 && !scorer.rules) {
    const nothing = new ServiceError(
      "CONFLICT",
      "There is neither a model nor a rule that could give a score.",
    );
    return asked.map(() => nothing);
  }
  const turn = new Turn(ctx, tools, scorer);
  // Those who ask the same at once share the answer.
  const byKey = new Map(asked.map((each) => [each.key, each]));
  const answers = await turn.answer(byKey);
  return asked.map((each) => answers.get(each.key) ?? notFound("This lead"));
}

/** Told leads that were answered lately; null for those that must wait for a turn, as all that are kept must. */
export async function answerFromMemory(
  ctx: Context,
  tools: AnswerTools,
  asked: Asked,
): Promise<Given | null> {
  if ("id" in asked.lead) return null;
  const scorer = await tools.scorers.of(ctx);
  const answer = tools.cache.get(asked.key, stampOf(ctx, scorer, ""));
  return answer && { ...answer, source: "cache" };
}

/** All that an answer depends on but for the lead: what scores, how it grades, and the minute. */
function stampOf(ctx: Context, { models, rules }: StandingScorer, of: string): string {
  const { A, B, C } = ctx.organisation.cutoffs;
  const by = models[0]?.id ?? `rules ${rules?.version}`;
  return `${by} ${models[0]?.base} ${A} ${B} ${C} ${Math.floor(ctx.now().getTime() / minuteMs)} ${of}`;
}

class Turn {
  readonly #ctx: Context;
  readonly #tools: AnswerTools;
  readonly #scorer: StandingScorer;
  readonly #answers = new Map<string, Given | ServiceError>();

  constructor(ctx: Context, tools: AnswerTools, scorer: StandingScorer) {
    this.#ctx = ctx;
    this.#tools = tools;
    this.#scorer = scorer;
  }

  async answer(asked: ReadonlyMap<string, Asked>): Promise<ReadonlyMap<string, Given | ServiceError>> {
    await this.#repeat(asked);
    const left = [...asked].filter(([key]) => !this.#answers.has(key));
    const subjects = await this.#subjects(left);
    const found = left.flatMap(([key, each]) => {
      const subject = subjects.get(key);
      return subject ? [{ key, subject, reasons: each.reasons, record: subject.record }] : [];
    });
    const given = await giveScores(this.#ctx, this.#tools.models, this.#scorer, found);
    const receipts: NewReceipt[] = [];
    const answers: { key: string; stamp: string | null; answer: KeptAnswer }[] = [];
    found.forEach(({ key, subject }, place) => {
      const score = given[place];
      if (!score) return;
      const { answer, receipt } = wordAnswer(this.#ctx, this.#scorer, subject, score);
      receipts.push(receipt);
      const stamp = subject.stamp === null ? null : stampOf(this.#ctx, this.#scorer, subject.stamp);
      answers.push({ key, stamp, answer });
    });
    await this.#tools.receipts.write(receipts);
    for (const { key, answer } of answers) this.#answers.set(key, { ...answer, source: "model" });
    const repeatable = answers.flatMap(({ stamp, ...each }) => (stamp === null ? [] : [{ ...each, stamp }]));
    for (const { key, stamp, answer } of repeatable) this.#tools.cache.set(key, stamp, answer);
    this.#tools.shared?.write(this.#ctx, repeatable);
    return this.#answers;
  }

  /** Gives answers again of which nothing has changed since, from this process's memory or the shared one. */
  async #repeat(asked: ReadonlyMap<string, Asked>): Promise<void> {
    const { cache, shared } = this.#tools;
    const stamps = await this.#stamps([...asked].filter(([key]) => shared !== null || cache.has(key)));
    const left: SharedEntry[] = [];
    for (const [key, stamp] of stamps) {
      const answer = cache.get(key, stamp);
      if (answer) this.#answers.set(key, { ...answer, source: "cache" });
      else left.push({ key, stamp });
    }
    const found = (await shared?.read(this.#ctx, left)) ?? [];
    left.forEach(({ key, stamp }, place) => {
      const answer = found[place];
      if (!answer) return;
      cache.set(key, stamp, answer);
      this.#answers.set(key, { ...answer, source: "cache" });
    });
  }

  /** By the keys of what was asked: of kept leads as they stand now; told ones are what they were told as. */
  async #stamps(asked: readonly (readonly [key: string, Asked])[]): Promise<Map<string, string>> {
    const ids = [...new Set(asked.flatMap(([, { lead }]) => ("id" in lead ? [lead.id] : [])))];
    const found =
      ids.length === 0
        ? new Map<string, string>()
        : await this.#ctx.db.withOrgSql(this.#ctx.orgId, (sql) => readStamps(sql, this.#ctx, ids));
    return new Map(
      asked.flatMap(([key, { lead }]) => {
        const stamp = "id" in lead ? found.get(lead.id) : "";
        return stamp === undefined ? [] : [[key, stampOf(this.#ctx, this.#scorer, stamp)]];
      }),
    );
  }

  async #subjects(asked: readonly (readonly [key: string, Asked])[]): Promise<Map<string, Subject>> {
    const ids = asked.flatMap(([, { lead }]) => ("id" in lead ? [lead.id] : []));
    const kept = await readSubjects(this.#ctx, [...new Set(ids)]);
    const subjects = new Map<string, Subject>();
    const columns = await this.#columns();
    for (const [key, { lead }] of asked) {
      try {
        const subject = "id" in lead ? kept.get(lead.id) : madeSubject(this.#ctx, lead, columns);
        if (subject instanceof ServiceError) throw subject;
        if (subject) subjects.set(key, subject);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        this.#answers.set(key, error);
      }
    }
    return subjects;
  }

  /** What the model reads of a record; null: rules may ask about anything. */
  async #columns(): Promise<readonly string[] | null> {
    const { models } = this.#scorer;
    if (models.length === 0) return null;
    return this.#tools.models.withFirst(this.#ctx, models, async ({ answering }) => answering.reads);
  }
}
