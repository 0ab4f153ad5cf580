import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";

export interface UndoChunk {
  /** the last that was dealt with, in the order of the step; null: nothing is left */
  cursor: string | null;
  done: number;
  removed: number;
  restored: number;
  kept: number;
}

/** Takes back some of what an import did, behind the cursor, in the caller's transaction, which may be done again. */
export type UndoStep = (
  sql: OrgSql,
  ctx: Context,
  importId: string,
  cursor: string | null,
) => Promise<UndoChunk>;

export const nothingLeft: UndoChunk = { cursor: null, done: 0, removed: 0, restored: 0, kept: 0 };
export const nobody = "00000000-0000-0000-0000-000000000000";
