import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { requirePermission } from "../permissions.ts";
import { mappingSchema } from "./mapping.ts";
import { completeMapping } from "./plan.ts";
import { propose, readUpload } from "./preview.ts";
import { readHead } from "./read-head.ts";

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
  const { importId, mapping } = startImportInput.parse(input);
  const { orgId } = ctx;
  const upload = await ctx.db.withOrgSql(orgId, (sql) => readUpload(sql, ctx, importId));
  requireUploaded(upload.status);
  const head = await readHead(ctx, upload, mapping ? 1 : undefined);
  const given = mapping ?? (await propose(ctx, head)).mapping;
  const complete = completeMapping(given, head.names, ctx.organisation.ladder);
  await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: { orgId, id: importId, status: "uploaded" },
      data: { status: "queued", mapping: complete },
    });
    if (count === 0) requireUploaded("queued");
    await promiseJob(tx, ctx, "import.run", { orgId, importId });
    await audit(tx, ctx, {
      action: "import.start",
      subjectType: "import",
      subjectId: importId,
      detail: { columns: complete.columns.length },
    });
  });
  return { importId };
}

function requireUploaded(status: string): void {
  if (status === "uploaded") return;
  throw new ServiceError(
    "CONFLICT",
    "This import was started before; upload the file again to import it once more.",
  );
}
