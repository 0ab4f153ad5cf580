import { BlobNotFound } from "@leadlift/db/blobs";
import { z } from "zod";
import { defineAttributes, listAttributes } from "../attribute/define.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { CsvError } from "../csv/csv-error.ts";
import { type CsvRow, openCsv } from "../csv/open-csv.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { claimImport, type ImportClaim } from "./claim.ts";
import { commitBatch, ImportBatch } from "./commit-batch.ts";
import { draftLead, type LeadDraft } from "./draft-lead.ts";
import { readOwners } from "./owners.ts";
import { attributesOf, type ImportPlan, planImport } from "./plan.ts";
import { refreshStatistics } from "./refresh-statistics.ts";

export const runImportInput = z.object({ importId: z.uuid() });

const batchRows = 500;

/**
 * Runs a queued import, or takes up one that was interrupted after its last committed batch: a row is dealt with once.
 * What is wrong with the file ends the import with one sentence; rejects when `signal` is aborted.
 */
export async function runImport(
  ctx: Context,
  input: z.infer<typeof runImportInput>,
  options: { signal: AbortSignal },
): Promise<void> {
  const claim = await claimImport(ctx, input.importId);
  if (!claim) return;
  try {
    const complete = await importRows(ctx, claim, options.signal);
    if (!complete) return;
    await refreshStatistics(ctx);
    await finish(ctx, claim, null);
  } catch (error) {
    const sentence = faultOf(error);
    if (sentence === null) throw error;
    await finish(ctx, claim, sentence);
  }
}

/** False when another delivery has taken the import. */
async function importRows(ctx: Context, claim: ImportClaim, signal: AbortSignal): Promise<boolean> {
  const plan = await preparePlan(ctx, claim);
  const owners = await readOwners(ctx);
  const meter = { bytes: 0 };
  const csv = await openCsv(metered(ctx.blobs.read(ctx.orgId, claim.blobId), meter), claim.dialect);
  const commits = new Commits(async (batch, bytes) => {
    const mine = await commitBatch(ctx, claim, batch, bytes);
    // From the first batch the planner learns what rows are like; how many there are it sees itself.
    if (mine && batch === first) await refreshStatistics(ctx);
    return mine;
  });
  let skip = claim.rowsRead;
  const first = new ImportBatch();
  let batch = first;
  try {
    for await (const row of csv.rows) {
      if (skip > 0) {
        skip--;
        if (skip % batchRows === 0) signal.throwIfAborted();
        continue;
      }
      takeRow(ctx, { plan, owners, names: csv.names }, row, batch);
      if (batch.rowsRead < batchRows) continue;
      signal.throwIfAborted();
      if (!(await commits.add(batch, meter.bytes))) return false;
      batch = new ImportBatch();
    }
  } catch (error) {
    // The good rows before the place where the file is damaged are kept.
    if (error instanceof CsvError) await commits.add(batch, meter.bytes);
    await commits.settle();
    throw error;
  }
  signal.throwIfAborted();
  return (await commits.add(batch, meter.bytes)) && commits.settle();
}

/** Commits one batch while the next is read: the database and this process work at the same time. */
class Commits {
  readonly #commit: (batch: ImportBatch, bytesRead: number) => Promise<boolean>;
  #last: Promise<boolean> = Promise.resolve(true);

  constructor(commit: (batch: ImportBatch, bytesRead: number) => Promise<boolean>) {
    this.#commit = commit;
  }

  /** Waits for the batch before; false when that was the last that this delivery may write. */
  async add(batch: ImportBatch, bytesRead: number): Promise<boolean> {
    if (!(await this.#last)) return false;
    this.#last = this.#commit(batch, bytesRead);
    // Its failure is met by whoever waits for it next.
    this.#last.catch(() => undefined);
    return true;
  }

  settle(): Promise<boolean> {
    return this.#last;
  }
}

async function preparePlan(ctx: Context, claim: ImportClaim): Promise<ImportPlan> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await defineAttributes(sql, ctx, attributesOf(claim.mapping));
    return planImport(claim.mapping, ctx.organisation, await listAttributes(sql, ctx));
  });
}

interface Reading {
  plan: ImportPlan;
  owners: ReadonlyMap<string, string>;
  names: readonly string[];
}

function takeRow(ctx: Context, { plan, owners, names }: Reading, row: CsvRow, batch: ImportBatch): void {
  batch.rowsRead++;
  if (row.problem) {
    const { code, ...params } = row.problem;
    batch.reject(row, code, params);
    return;
  }
  const warned: string[] = [];
  const drafted = draftLead(row.values, plan, {
    owners,
    warn: ({ column }, code) => warned.push(`${column} ${code}`),
  });
  if (!drafted.ok) {
    batch.reject(row, drafted.code, drafted.params);
    return;
  }
  batch.warn(warned);
  const { draft } = drafted;
  batch.rows.push({ draft, rowIndex: rowIndexOf(ctx, draft, names, row.values) });
}

/**
 * A row without an id is told by all its cells, whatever the order of the columns. One with an id is told by its id;
 * for it this only says whether the file says something new.
 */
function rowIndexOf(
  ctx: Context,
  draft: LeadDraft,
  names: readonly string[],
  values: readonly string[],
): Uint8Array {
  const { attributes, ...said } = draft;
  const cells =
    draft.externalId === null
      ? names.map((name, i) => [name, (values[i] ?? "").trim()])
      : [
          ...Object.entries(said),
          ...Object.entries(attributes).map(([key, value]) => ["attribute", key, value]),
        ];
  const told = cells.map((cell) => JSON.stringify(cell)).sort();
  return ctx.organisation.crypto.blindIndex("row", told.join());
}

async function finish(ctx: Context, claim: ImportClaim, error: string | null): Promise<void> {
  const { orgId } = ctx;
  const finished = await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: { orgId, id: claim.importId, attempt: claim.attempt, status: "running" },
      data: { status: error === null ? "done" : "failed", error, finishedAt: ctx.now() },
    });
    if (count === 0) return false;
    const counts = await tx.import.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: claim.importId } },
      select: { rowsCreated: true, rowsUpdated: true, rowsUnchanged: true, rowsRejected: true },
    });
    await audit(tx, ctx, {
      action: error === null ? "import.finish" : "import.fail",
      subjectType: "import",
      subjectId: claim.importId,
      detail: counts,
    });
    if (counts.rowsCreated + counts.rowsUpdated > 0) await promiseScoring(tx, ctx);
    return true;
  });
  // The rows are in; the file held the same personal data once more. Where this fails, its expiry removes it.
  if (finished && error === null) await ctx.blobs.remove(orgId, claim.blobId);
}

function faultOf(error: unknown): string | null {
  if (error instanceof CsvError) return error.message;
  if (error instanceof BlobNotFound) return "The uploaded file is no longer there; upload it again.";
  return null;
}

async function* metered(
  bytes: AsyncIterable<Uint8Array>,
  meter: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    meter.bytes += chunk.length;
    yield chunk;
  }
}
