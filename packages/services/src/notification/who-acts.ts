import type { OrgSql } from "@leadlift/db/connect";
import { onDuty } from "../assignment/on-duty.ts";
import type { Context } from "../context.ts";
import { coversToday } from "../leave/cover.ts";

/** Whose it is to act on a lead now: its owner; who covers while that one is on leave; of nobody's, all who work. */
export async function whoActs(sql: OrgSql, ctx: Context, ownerId: string | null): Promise<string[]> {
  if (ownerId === null) return (await onDuty(sql, ctx)).map(({ userId }) => userId);
  const covers = (await coversToday(sql, ctx)).filter(({ awayId }) => awayId === ownerId);
  return covers.length > 0 ? covers.map(({ coverId }) => coverId) : [ownerId];
}
