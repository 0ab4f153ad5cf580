import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { requireTeam } from "./require-team.ts";

export const putTeamInput = z.object({
  /** none: a new team */
  teamId: z.uuid().optional(),
  name: z.string().trim().min(1).max(100),
});

const mostTeams = 200;

/** Makes a team or renames one. Throws NOT_FOUND, CONFLICT for a name that another team has. */
export async function putTeam(
  ctx: Context,
  input: z.input<typeof putTeamInput>,
): Promise<{ teamId: string; before: string | null }> {
  requirePermission(ctx, "team.manage");
  const { teamId: known, name } = putTeamInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`teams ${ctx.orgId}`]);
    const before = known === undefined ? null : (await requireTeam(sql, ctx, known)).name;
    const teamId = known ?? newId();
    await refuseTaken(sql, ctx, { teamId, name, isNew: before === null });
    await sql.query(
      `insert into team (org_id, id, name) values ($1, $2, $3)
       on conflict (org_id, id) do update set name = excluded.name`,
      [ctx.orgId, teamId, name],
    );
    await audit(sql, ctx, {
      action: before === null ? "team.create" : "team.rename",
      subjectType: "team",
      subjectId: teamId,
      detail: { name, before },
    });
    return { teamId, before };
  });
}

async function refuseTaken(
  sql: OrgSql,
  ctx: Context,
  { teamId, name, isNew }: { teamId: string; name: string; isNew: boolean },
): Promise<void> {
  const { rows } = await sql.query<{ id: string; same: boolean }>(
    "select id, lower(name) = lower($2) as same from team where org_id = $1",
    [ctx.orgId, name],
  );
  if (rows.some(({ id, same }) => same && id !== teamId)) {
    throw new ServiceError("CONFLICT", "There is a team of this name.");
  }
  if (isNew && rows.length >= mostTeams) {
    throw new ServiceError("BAD_INPUT", "At most {most} teams are possible.", { most: mostTeams });
  }
}
