import type { z } from "zod";
import type { Context } from "../context.ts";
import { type CsvCell, writeRows } from "../csv/write-rows.ts";
import { requirePermission } from "../permissions.ts";
import { type auditFilter, listAudit } from "./list.ts";

const header = [
  "at",
  "who",
  "who_kind",
  "who_id",
  "action",
  "subject",
  "subject_type",
  "subject_id",
  "detail",
];
const pageSize = 1000;

/** Everything that matches as CSV, newest first, in pieces as they are read; what a spreadsheet would run is defused. */
export function exportAudit(
  ctx: Context,
  filter: z.input<typeof auditFilter>,
): AsyncGenerator<string, void, undefined> {
  requirePermission(ctx, "audit.read");
  return writeRows(header, rowsOf(ctx, filter));
}

async function* rowsOf(ctx: Context, filter: z.input<typeof auditFilter>): AsyncGenerator<CsvCell[]> {
  let after: { at: Date; id: string } | undefined;
  do {
    const page = await listAudit(ctx, { ...filter, limit: pageSize, ...(after && { cursor: after }) });
    for (const { at, actor, action, subject, detail } of page.lines) {
      yield [
        at.toISOString(),
        actor.name,
        actor.kind,
        actor.id,
        action,
        subject.name,
        subject.type,
        subject.id,
        JSON.stringify(detail),
      ];
    }
    after = page.next ?? undefined;
  } while (after);
}
