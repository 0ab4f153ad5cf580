import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";

export const runImportInput = z.object({ importId: z.uuid() });

/** Runs a queued import, or takes up one that was interrupted after its last committed batch. */
export async function runImport(
  _ctx: Context,
  input: z.input<typeof runImportInput>,
  _options: { signal: AbortSignal },
): Promise<void> {
  runImportInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
