import { BlobNotFound } from "@leadlift/db/blobs";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { CsvError } from "../csv/csv-error.ts";
import { type CsvRow, openCsv } from "../csv/open-csv.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { activityIntake } from "./activities/intake.ts";
import { claimImport, type ImportClaim } from "./claim.ts";
import { commitBatch, ImportBatch } from "./commit-batch.ts";
import type { Intake } from "./intake.ts";
import { leadIntake } from "./lead-intake.ts";
import { listingIntake } from "./listings/intake.ts";
import { refreshStatistics } from "./refresh-statistics.ts";
import { forgetChanges } from "./undo/forget-changes.ts";

export const runImportInput = z.object({ importId: z.uuid() });

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
    const complete = await importContent(ctx, claim, options.signal);
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
async function importContent(ctx: Context, claim: ImportClaim, signal: AbortSignal): Promise<boolean> {
  const { content, importId } = claim;
  switch (content.kind) {
    case "leads":
      return importRows(ctx, claim, await leadIntake(ctx, importId, content.mapping), signal);
    case "activities":
      return importRows(ctx, claim, await activityIntake(ctx, importId, content.mapping), signal);
    case "listings":
      return importRows(ctx, claim, listingIntake(ctx, importId, content.mapping), signal);
  }
}

async function importRows<Row>(
  ctx: Context,
  claim: ImportClaim,
  intake: Intake<Row>,
  signal: AbortSignal,
): Promise<boolean> {
  const meter = { bytes: 0 };
  const csv = await openCsv(metered(ctx.blobs.read(ctx.orgId, claim.blobId), meter), claim.dialect);
  const commits = new Commits<Row>(async (batch, bytesRead) => {
    const mine = await commitBatch(ctx, claim, batch, { bytesRead, store: intake.store });
    // From the first batch the planner learns what rows are like; how many there are it sees itself.
    if (mine && batch === first) await refreshStatistics(ctx);
    return mine;
  });
  let skip = claim.rowsRead;
  const first = new ImportBatch<Row>();
  let batch = first;
  try {
    for await (const row of csv.rows) {
      if (skip > 0) {
        skip--;
        if (skip % intake.batchRows === 0) signal.throwIfAborted();
        continue;
      }
      takeRow(intake, csv.names, row, batch);
      if (batch.rowsRead < intake.batchRows) continue;
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
  if (!(await commits.add(batch, meter.bytes)) || !(await commits.settle())) return false;
  await intake.complete?.(signal);
  return true;
}

/** Commits one batch while the next is read: the database and this process work at the same time. */
class Commits<Row> {
  readonly #commit: (batch: ImportBatch<Row>, bytesRead: number) => Promise<boolean>;
  #last: Promise<boolean> = Promise.resolve(true);

  constructor(commit: (batch: ImportBatch<Row>, bytesRead: number) => Promise<boolean>) {
    this.#commit = commit;
  }

  /** Waits for the batch before; false when that was the last that this delivery may write. */
  async add(batch: ImportBatch<Row>, bytesRead: number): Promise<boolean> {
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

function takeRow<Row>(
  intake: Intake<Row>,
  names: readonly string[],
  row: CsvRow,
  batch: ImportBatch<Row>,
): void {
  batch.rowsRead++;
  const { line, values, problem } = row;
  if (problem) {
    const { code, ...params } = problem;
    batch.reject(row, code, params);
    return;
  }
  const taken = intake.take(names, values);
  if ("refused" in taken) {
    batch.reject(row, taken.refused.code, taken.refused.params);
    return;
  }
  batch.warn(taken.warned);
  batch.rows.push({ row: taken.row, line, values });
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
    await forgetChanges(tx, ctx);
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
