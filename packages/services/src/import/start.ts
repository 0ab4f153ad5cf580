import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { requirePermission } from "../permissions.ts";
import { activityMappingSchema } from "./activities/mapping.ts";
import { completeContent } from "./complete-content.ts";
import { contentSchema, importKindSchema } from "./content.ts";
import { listingMappingSchema } from "./listings/mapping.ts";
import { mappingSchema } from "./mapping.ts";
import { proposeContent } from "./propose-content.ts";
import { readHead } from "./read-head.ts";
import { readUpload } from "./read-upload.ts";

const importId = z.uuid();

/** Without a kind the file holds what was guessed or said at its upload; without a mapping the proposal is taken. */
export const startImportInput = z.union([
  z.strictObject({ importId, kind: importKindSchema.optional() }),
  z.strictObject({ importId, kind: z.literal("activities"), mapping: activityMappingSchema }),
  z.strictObject({ importId, kind: z.literal("listings"), mapping: listingMappingSchema }),
  z.strictObject({ importId, kind: z.literal("leads").default("leads"), mapping: mappingSchema }),
]);

/** Queues the import. Throws NOT_FOUND, BAD_INPUT when the mapping does not fit, CONFLICT when it was started before. */
export async function startImport(
  ctx: Context,
  input: z.input<typeof startImportInput>,
): Promise<{ importId: string }> {
  requirePermission(ctx, "import.run");
  const given = startImportInput.parse(input);
  const { importId } = given;
  const { orgId } = ctx;
  const upload = await ctx.db.withOrgSql(orgId, (sql) => readUpload(sql, ctx, importId));
  requireUploaded(upload.status);
  const head = await readHead(ctx, upload, "mapping" in given ? 1 : undefined);
  const content =
    "mapping" in given
      ? contentSchema.parse(given)
      : await proposeContent(ctx, head, given.kind ?? upload.kind);
  const complete = completeContent(content, head.names, ctx.organisation.ladder);
  await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: { orgId, id: importId, status: "uploaded" },
      data: { status: "queued", kind: complete.kind, mapping: complete.mapping },
    });
    if (count === 0) requireUploaded("queued");
    await promiseJob(tx, ctx, "import.run", { orgId, importId });
    await audit(tx, ctx, {
      action: "import.start",
      subjectType: "import",
      subjectId: importId,
      detail: { kind: complete.kind, columns: complete.mapping.columns.length },
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
