import type { Tx } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { ImportKind } from "./content.ts";
import type { SameFile } from "./import-view.ts";

/** The last finished import of the same bytes as the same kind, besides `except`. */
export async function findSameFile(
  tx: Tx,
  ctx: Pick<Context, "orgId">,
  { sha256, kind }: { sha256: string; kind: ImportKind },
  except?: string,
): Promise<SameFile | null> {
  // One that was undone is as good as never imported.
  const undone = await tx.importUndo.findMany({
    where: { orgId: ctx.orgId, status: { not: "failed" } },
    select: { id: true },
  });
  const others = [...undone.map(({ id }) => id), ...(except ? [except] : [])];
  const row = await tx.import.findFirst({
    where: { orgId: ctx.orgId, sha256, kind, status: "done", id: { notIn: others } },
    orderBy: { createdAt: "desc" },
    select: { id: true, filename: true, finishedAt: true, createdAt: true },
  });
  return row && { importId: row.id, filename: row.filename, at: row.finishedAt ?? row.createdAt };
}
