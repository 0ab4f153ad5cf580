import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { ImportView } from "./import-view.ts";

export const getImportInput = z.object({ importId: z.uuid() });

export interface RejectedRow {
  line: number;
  code: string;
  text: string;
}

export interface ImportDetail extends ImportView {
  /** the first rejected rows */
  rejects: RejectedRow[];
}

/** Throws NOT_FOUND. */
export async function getImport(ctx: Context, input: z.input<typeof getImportInput>): Promise<ImportDetail> {
  requirePermission(ctx, "import.read");
  getImportInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
