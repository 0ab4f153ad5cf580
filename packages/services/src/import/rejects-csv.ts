import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const rejectsCsvInput = z.object({ importId: z.uuid() });

export interface RejectsCsv {
  filename: string;
  /** UTF-8 text: the file's columns, then "line" and "reason" */
  text: AsyncIterable<string>;
}

/** The rows that were not imported, as they stood. Throws NOT_FOUND before anything is streamed. */
export async function rejectsCsv(ctx: Context, input: z.input<typeof rejectsCsvInput>): Promise<RejectsCsv> {
  requirePermission(ctx, "import.run");
  rejectsCsvInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Import is being built.");
}
