import { ModelRejected } from "@leadlift/scoring/model";
import type { Context } from "../context.ts";
import { readScorecard, type Scorecard } from "../scorecard/current.ts";
import { type ModelOnRecord, modelsOnRecord } from "../scoring/models-on-record.ts";
import type { ModelCache } from "../scoring/open-champion.ts";

/** How old what is known of an organisation's models and rules may be; a new model scores after this and its opening. */
const freshMs = 500;
/** Of whom nobody has asked for so long is read before the next answer: otherwise it would be of then. */
const quietMs = 2_000;
const mostKept = 10_000;
const fallbacks = 3;

/** A model file that was refused is looked at again after this: it may have been repaired. */
const refusedForMs = 30_000;

/** What gives an organisation's leads their scores: its models, the best that opens first, or its rules, or neither. */
export interface StandingScorer {
  models: readonly ModelOnRecord[];
  rules: Scorecard | null;
  /** the champion's file was refused: an older model, or the rules, answer for it */
  stale: boolean;
}

interface Entry {
  readAt: number;
  scorer: StandingScorer;
  reading: Promise<void> | null;
  /** what is known is too old to answer by until that is done */
  outdated: boolean;
  refused: { id: string; until: number } | null;
}

/**
 * What scores, as known to this process. Who asks first waits, and so does the first after a quiet time: else a newer
 * model is opened while the old one goes on answering, so that a change holds up nobody.
 */
export class StandingScorers {
  readonly #cache: ModelCache;
  readonly #entries = new Map<string, Promise<Entry>>();
  readonly #scoring = new Map<string, StandingScorer>();
  readonly #now: () => number;

  constructor(cache: ModelCache, now: () => number = performance.now.bind(performance)) {
    this.#cache = cache;
    this.#now = now;
  }

  async of(ctx: Context): Promise<StandingScorer> {
    const entry = await (this.#entries.get(ctx.orgId) ?? this.#first(ctx));
    const age = this.#now() - entry.readAt;
    if (!entry.reading && age >= freshMs) {
      entry.outdated = age >= quietMs;
      entry.reading = this.#renew(ctx, entry);
    }
    if (entry.outdated) await entry.reading;
    return entry.scorer;
  }

  /** The models that answer here now. */
  open(): ModelOnRecord[] {
    return [...this.#scoring.values()].flatMap(({ models }) => models.slice(0, 1));
  }

  /** Whether an organisation is scored by something else than its champion, whose file was refused. */
  isStale(): boolean {
    return [...this.#scoring.values()].some(({ stale }) => stale);
  }

  #first(ctx: Context): Promise<Entry> {
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= mostKept && oldest !== undefined) {
      this.#entries.delete(oldest);
      this.#scoring.delete(oldest);
    }
    const made = this.#read(ctx, null);
    this.#entries.set(ctx.orgId, made);
    made.then(
      ({ scorer }) => this.#scoring.set(ctx.orgId, scorer),
      () => this.#entries.delete(ctx.orgId),
    );
    return made;
  }

  async #renew(ctx: Context, entry: Entry): Promise<void> {
    try {
      Object.assign(entry, await this.#read(ctx, entry));
      this.#scoring.set(ctx.orgId, entry.scorer);
    } catch (error) {
      entry.readAt = this.#now();
      ctx.log.warn("What scores could not be read anew", { error });
    } finally {
      entry.reading = null;
      entry.outdated = false;
    }
  }

  async #read(ctx: Context, before: Entry | null): Promise<Entry> {
    const { models, rules } = await readScorers(ctx);
    const [champion] = models;
    const entry = (standing: readonly ModelOnRecord[], refused: Entry["refused"]): Entry => ({
      readAt: this.#now(),
      scorer: { models: standing, rules, stale: refused !== null },
      reading: null,
      outdated: false,
      refused,
    });
    if (!champion) return entry([], null);
    const refused = before?.refused ?? null;
    if (refused?.id === champion.id && this.#now() < refused.until) {
      const standing = models.filter(({ id }) => before?.scorer.models.some((model) => model.id === id));
      return entry(standing, refused);
    }
    const opened = champion.id === before?.scorer.models[0]?.id ? champion.id : await this.#open(ctx, models);
    if (opened === champion.id) return entry(models, null);
    const from = models.findIndex(({ id }) => id === opened);
    const standing = from === -1 ? [] : models.slice(from);
    return entry(standing, { id: champion.id, until: this.#now() + refusedForMs });
  }

  /** The first that opens; null where none does. */
  async #open(ctx: Context, models: readonly ModelOnRecord[]): Promise<string | null> {
    try {
      return await this.#cache.withFirst(ctx, models, async ({ modelId }) => modelId);
    } catch (error) {
      if (error instanceof ModelRejected) return null;
      throw error;
    }
  }
}

function readScorers(ctx: Context): Promise<Pick<StandingScorer, "models" | "rules">> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const [models, rules] = await Promise.all([modelsOnRecord(sql, ctx, fallbacks), readScorecard(sql, ctx)]);
    return { models, rules };
  });
}
