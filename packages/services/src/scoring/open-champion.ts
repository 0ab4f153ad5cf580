import { ModelRejected, openModel, type ScoringModel } from "@leadlift/scoring/model";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { type ModelOnRecord, modelsOnRecord } from "./models-on-record.ts";

const defaultCapacity = 16;
const fallbacks = 3;

export interface OpenChampion {
  /** the champion on record when the work began */
  championId: string;
  /** the model that scores: the champion or, where its file was refused, the newest older one that opens */
  modelId: string;
  model: Pick<ScoringModel, "score">;
  /** the same, for what to ask */
  asking: Pick<ScoringModel, "questions">;
  /** the same, for answers that are kept with what they were made from */
  answering: Pick<ScoringModel, "answer" | "replay" | "reads">;
  /** the frozen probability that stands at 50 */
  base: number;
}

/** Open models of one process, by organisation and model. Least recently used ones are closed when not in use. */
export interface ModelCache {
  /** Null when the organisation has no champion. Throws ModelRejected when neither it nor an older one opens. */
  withChampion<T>(ctx: Context, work: (champion: OpenChampion) => Promise<T>): Promise<T | null>;
  /** Exactly this model, or ModelRejected. */
  withModel<T>(ctx: Context, modelId: string, work: (champion: OpenChampion) => Promise<T>): Promise<T>;
  /** The first of these that opens; throws ModelRejected when none does. */
  withFirst<T>(
    ctx: Context,
    models: readonly ModelOnRecord[],
    work: (champion: OpenChampion) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

interface Entry {
  opening: Promise<ScoringModel>;
  users: number;
  evicted: boolean;
}

export function createModelCache(options: { capacity?: number } = {}): ModelCache {
  const capacity = options.capacity ?? defaultCapacity;
  const entries = new Map<string, Entry>();

  async function use<T>(
    ctx: Context,
    modelId: string,
    work: (model: ScoringModel) => Promise<T>,
  ): Promise<T> {
    const key = `${ctx.orgId}/${modelId}`;
    const entry = entries.get(key) ?? { opening: readModel(ctx, modelId), users: 0, evicted: false };
    entries.delete(key);
    entries.set(key, entry);
    entry.users++;
    evict();
    try {
      return await work(await entry.opening.catch((error) => forget(key, entry, error)));
    } finally {
      entry.users--;
      if (entry.evicted && entry.users === 0) await closeEntry(entry);
    }
  }

  function evict(): void {
    for (const [key, entry] of entries) {
      if (entries.size <= capacity) return;
      entries.delete(key);
      entry.evicted = true;
      if (entry.users === 0) void closeEntry(entry);
    }
  }

  // A refused file may be repaired, so the next caller looks again.
  function forget(key: string, entry: Entry, error: unknown): never {
    if (entries.get(key) === entry) entries.delete(key);
    throw error;
  }

  async function withFirst<T>(
    ctx: Context,
    models: readonly ModelOnRecord[],
    work: (champion: OpenChampion) => Promise<T>,
  ): Promise<T> {
    let rejected: unknown;
    for (const { id, base } of models) {
      try {
        const championId = models[0]?.id ?? id;
        return await use(ctx, id, (model) => work(openAs({ championId, modelId: id, base }, model)));
      } catch (error) {
        if (!(error instanceof ModelRejected)) throw error;
        ctx.log.error("A model file was refused", { modelId: id, code: error.code });
        rejected ??= error;
      }
    }
    throw rejected;
  }

  return {
    async withChampion(ctx, work) {
      const models = await ctx.db.withOrgSql(ctx.orgId, (sql) => modelsOnRecord(sql, ctx, fallbacks));
      return models.length === 0 ? null : withFirst(ctx, models, work);
    },
    async withModel(ctx, modelId, work) {
      const base = await frozenBase(ctx, modelId);
      return use(ctx, modelId, (model) => work(openAs({ championId: modelId, modelId, base }, model)));
    },
    withFirst,
    async close() {
      const open = [...entries.values()];
      entries.clear();
      await Promise.all(open.map(closeEntry));
    },
  };
}

/** The cache of this process. */
export const processModels: ModelCache = createModelCache();

async function closeEntry(entry: Entry): Promise<void> {
  const model = await entry.opening.catch(() => null);
  await model?.close();
}

function openAs(
  ids: Pick<OpenChampion, "championId" | "modelId" | "base">,
  model: ScoringModel,
): OpenChampion {
  return { ...ids, model, asking: model, answering: model };
}

async function frozenBase(ctx: Context, modelId: string): Promise<number> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ base: number }>(
      `select b.probability as base
         from model m
         join score_base b on b.org_id = m.org_id and b.target_step = m.target_step and b.horizon_days = m.horizon_days
        where m.org_id = $1 and m.id = $2`,
      [ctx.orgId, modelId],
    ),
  );
  if (!rows[0]) throw new ServiceError("NOT_FOUND", "This model does not exist.");
  return rows[0].base;
}

async function readModel(ctx: Context, modelId: string): Promise<ScoringModel> {
  const row = await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.model.findUniqueOrThrow({
      where: { orgId_id: { orgId: ctx.orgId, id: modelId } },
      select: { onnxBlobId: true, manifest: true },
    }),
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of ctx.blobs.read(ctx.orgId, row.onnxBlobId)) chunks.push(chunk);
  return openModel(Buffer.concat(chunks), row.manifest);
}
