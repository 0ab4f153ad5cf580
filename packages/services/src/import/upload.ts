import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { SameFile } from "./import-view.ts";

export const receiveUploadInput = z.object({
  filename: z.string().trim().min(1).max(300),
  /** bytes announced by the sender; null when it did not say */
  contentLength: z.int().min(0).nullable(),
});

export interface UploadReceived {
  importId: string;
  sizeBytes: number;
  /** the last finished import of the same bytes */
  sameFile: SameFile | null;
}

/** Streams a file in. Throws BAD_INPUT for an empty file and for one that was cut off; then nothing is kept. */
export async function receiveUpload(
  ctx: Context,
  input: z.input<typeof receiveUploadInput> & { bytes: AsyncIterable<Uint8Array> },
): Promise<UploadReceived> {
  requirePermission(ctx, "import.run");
  receiveUploadInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
