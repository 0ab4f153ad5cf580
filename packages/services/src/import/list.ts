import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { ImportView } from "./import-view.ts";

export const listImportsInput = z.object({ limit: z.int().min(1).max(100).default(20) });

/** Newest first. */
export async function listImports(
  ctx: Context,
  input: z.input<typeof listImportsInput> = {},
): Promise<ImportView[]> {
  requirePermission(ctx, "import.read");
  listImportsInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
