import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { withdrawUnclaimed } from "../notification/notify-unclaimed.ts";
import { ownersBefore, tellAssigned } from "../webhook/tell-assigned.ts";
import { asAssigned } from "./as-assigned.ts";

const chunk = 2_000;

export interface OwnerMove {
  leadId: string;
  /** null: nobody's from now on */
  to: string | null;
}

/**
 * Writes new owners of locked leads, with their open promises; assignments all bear the moment that is returned. Nothing
 * is scored anew, and no score under way is lost: who has a lead is no feature of it.
 */
export async function moveOwners(
  sql: OrgSql,
  ctx: Context,
  moves: readonly OwnerMove[],
  cause: "bulk" | "leaver" | "turn" | "undo",
): Promise<Date> {
  const at = ctx.now();
  const before = await ownersBefore(
    sql,
    ctx,
    moves.map(({ leadId }) => leadId),
  );
  await asAssigned(sql, { cause, at }, async () => {
    for (let from = 0; from < moves.length; from += chunk) {
      const part = moves.slice(from, from + chunk);
      const values = [ctx.orgId, part.map(({ leadId }) => leadId), part.map(({ to }) => to)];
      await sql.query(
        `update lead l set owner_id = m.owner, updated_at = $4
         from unnest($2::uuid[], $3::uuid[]) as m (id, owner) where l.org_id = $1::uuid and l.id = m.id`,
        [...values, at],
      );
      await sql.query(
        `update next_step n set owner_id = m.owner from unnest($2::uuid[], $3::uuid[]) as m (id, owner)
        where n.org_id = $1::uuid and n.lead_id = m.id and n.status = 'open'`,
        values,
      );
      await withdrawUnclaimed(
        sql,
        ctx,
        part.flatMap(({ leadId, to }) => (to === null ? [] : [leadId])),
      );
    }
  });
  const to = new Map(moves.map((move) => [move.leadId, move.to]));
  await tellAssigned(sql, ctx, before, { to, cause, at });
  return at;
}
