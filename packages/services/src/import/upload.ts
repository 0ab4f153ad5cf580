import { BlobIncomplete } from "@leadlift/db/blobs";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { CsvError } from "../csv/csv-error.ts";
import type { Dialect } from "../csv/dialect.ts";
import { dialectOf, headBytes } from "../csv/open-csv.ts";
import { ServiceError } from "../errors.ts";
import { storable } from "../lead/view.ts";
import { requirePermission } from "../permissions.ts";
import { type ImportKind, importKindSchema } from "./content.ts";
import { guessKind } from "./guess-kind.ts";
import type { SameFile } from "./import-view.ts";
import { readHead, sampledColumns } from "./read-head.ts";
import { findSameFile } from "./same-file.ts";

export const receiveUploadInput = z.object({
  filename: z.string().trim().min(1).max(300).refine(storable),
  /** bytes announced by the sender; null when it did not say */
  contentLength: z.int().min(0).nullable(),
  /** what the file holds; without it that is guessed */
  kind: importKindSchema.optional(),
});

export interface UploadReceived {
  importId: string;
  kind: ImportKind;
  sizeBytes: number;
  /** the last finished import of the same bytes */
  sameFile: SameFile | null;
}

const mostBytes = 2 * 1024 ** 3;
const keptDays = 30;
/** rows that tell what a file holds */
const guessedBy = 500;

/**
 * Streams a file in, encrypted. Throws BAD_INPUT for a file that is empty, too large, no text, no table or was cut off
 * on the way; then nothing of it is kept.
 */
export async function receiveUpload(
  ctx: Context,
  input: z.input<typeof receiveUploadInput> & { bytes: AsyncIterable<Uint8Array> },
): Promise<UploadReceived> {
  requirePermission(ctx, "import.run");
  const { filename, contentLength, kind: said } = receiveUploadInput.parse(input);
  const { orgId } = ctx;
  const upload = new Upload(input.bytes, contentLength);
  const createdBy = ctx.actor.kind === "user" ? ctx.actor.userId : undefined;
  const expiresAt = new Date(ctx.now().getTime() + keptDays * 86_400_000);
  const meta = { purpose: "upload", contentType: "text/csv", expiresAt, ...(createdBy && { createdBy }) };
  const blob = await ctx.blobs
    .write(orgId, meta, upload.stream(), contentLength ?? undefined)
    .catch((error) => {
      throw error instanceof BlobIncomplete ? upload.stopped() : error;
    });
  try {
    if (blob.sizeBytes === 0) throw new ServiceError("BAD_INPUT", "The file is empty.");
    const dialect = upload.dialect();
    // Without a header and a row there would be nothing to choose about.
    const head = await readHead(ctx, { blobId: blob.id, dialect }, said ? 1 : guessedBy);
    const kind = said ?? guessKind(sampledColumns(head));
    const importId = newId();
    const sameFile = await ctx.db.withOrg(orgId, async (tx) => {
      const same = await findSameFile(tx, ctx, { sha256: blob.sha256, kind });
      await tx.import.create({
        data: {
          orgId,
          id: importId,
          kind,
          status: "uploaded",
          filename,
          blobId: blob.id,
          sizeBytes: blob.sizeBytes,
          sha256: blob.sha256,
          dialect,
          mapping: {},
          createdBy: createdBy ?? null,
        },
      });
      await audit(tx, ctx, {
        action: "import.upload",
        subjectType: "import",
        subjectId: importId,
        detail: { sizeBytes: blob.sizeBytes },
      });
      return same;
    });
    return { importId, kind, sizeBytes: blob.sizeBytes, sameFile };
  } catch (error) {
    await ctx.blobs.remove(orgId, blob.id);
    throw error;
  }
}

/** Counts the bytes that come in and looks at the first of them. */
class Upload {
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #expected: number | null;
  readonly #head: Uint8Array[] = [];
  #received = 0;

  constructor(bytes: AsyncIterable<Uint8Array>, expected: number | null) {
    this.#bytes = bytes;
    this.#expected = expected;
    if (expected !== null && expected > mostBytes) throw tooLarge();
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    const iterator = this.#bytes[Symbol.asyncIterator]();
    try {
      for (;;) {
        // The sender's connection breaking is no fault of ours.
        const next = await iterator.next().catch(() => {
          throw this.stopped();
        });
        if (next.done) return;
        if (this.#received < headBytes) this.#head.push(next.value);
        this.#received += next.value.length;
        if (this.#received > mostBytes) throw tooLarge();
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }

  dialect(): Dialect {
    try {
      return dialectOf(Buffer.concat(this.#head));
    } catch (error) {
      if (error instanceof CsvError) throw new ServiceError("BAD_INPUT", ...error.said);
      throw error;
    }
  }

  stopped(): ServiceError {
    const expected = this.#expected;
    const received = this.#received;
    const facts = { received, expected };
    return expected === null
      ? new ServiceError(
          "BAD_INPUT",
          "The upload stopped after {sent}; nothing was kept, so send the file again.",
          { ...facts, sent: inUnits(received, received) },
        )
      : new ServiceError(
          "BAD_INPUT",
          "The upload stopped at {sent} of {all}; nothing was kept, so send the file again.",
          { ...facts, sent: inUnits(received, expected, false), all: inUnits(expected, expected) },
        );
  }
}

function tooLarge(): ServiceError {
  return new ServiceError("BAD_INPUT", "The file is larger than 2 GB; split it.");
}

/** "12 MB", in the unit that suits `scale`. */
function inUnits(bytes: number, scale: number, named = true): string {
  const [size, unit] = scale >= 1e6 ? [1e6, "MB"] : scale >= 1e3 ? [1e3, "KB"] : [1, "bytes"];
  return `${Math.floor(bytes / size)}${named ? ` ${unit}` : ""}`;
}
