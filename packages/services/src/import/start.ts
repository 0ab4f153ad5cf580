import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { mappingSchema } from "./mapping.ts";

export const startImportInput = z.object({
  importId: z.uuid(),
  /** without it the proposal is taken */
  mapping: mappingSchema.optional(),
});

/** Queues the import. Throws NOT_FOUND, BAD_INPUT when the mapping does not fit, CONFLICT when it was started before. */
export async function startImport(
  ctx: Context,
  input: z.input<typeof startImportInput>,
): Promise<{ importId: string }> {
  requirePermission(ctx, "import.run");
  startImportInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
