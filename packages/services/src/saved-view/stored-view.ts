import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { can } from "../permissions.ts";
import { type SavedView, viewQuerySchema } from "./view-input.ts";

interface Stored {
  id: string;
  name: string;
  shared: boolean;
  query: unknown;
  ownerId: string;
  ownerName: string | null;
}

/** Views belong to people: a program has none. Throws FORBIDDEN. */
export function viewerOf({ actor }: Pick<Context, "actor">): string {
  if (actor.kind === "user") return actor.userId;
  throw new ServiceError("FORBIDDEN", "Only people keep views of the list.");
}

/** Everything that the asker sees, their own first, by name; of one id alone where it is given. */
export async function readViews(sql: OrgSql, ctx: Context, id: string | null = null): Promise<SavedView[]> {
  const viewer = viewerOf(ctx);
  const { rows } = await sql.query<Stored>(
    `select v.id, v.name, v.shared, v.query, v.owner_id as "ownerId", m.name as "ownerName"
       from saved_view v left join org_member m on m.org_id = v.org_id and m.user_id = v.owner_id
      where v.org_id = $1::uuid and (v.owner_id = $2::uuid or v.shared) and ($3::uuid is null or v.id = $3::uuid)
      order by v.owner_id <> $2::uuid, lower(v.name), v.id limit 200`,
    [ctx.orgId, viewer, id],
  );
  return rows.map(({ id, name, shared, query, ownerId, ownerName }) => ({
    id,
    name,
    shared,
    // A part that the list no longer knows is left out of it.
    query: viewQuerySchema.catch({}).parse(query),
    owner: { id: ownerId, name: ownerName ?? "" },
    changeable: ownerId === viewer || (shared && mayShare(ctx)),
  }));
}

/** Throws NOT_FOUND for one that the asker does not see, FORBIDDEN for one that is not theirs to change. */
export async function changeableView(sql: OrgSql, ctx: Context, viewId: string): Promise<SavedView> {
  await sql.query("select 1 from saved_view where org_id = $1 and id = $2 for update", [ctx.orgId, viewId]);
  const [view] = await readViews(sql, ctx, viewId);
  if (!view) throw notFound("This view");
  if (!view.changeable) {
    throw new ServiceError("FORBIDDEN", "This view belongs to somebody else: save your own.");
  }
  return view;
}

function mayShare({ actor }: Pick<Context, "actor">): boolean {
  return actor.kind === "user" && can(actor.role, "view.share");
}

/** Throws CONFLICT where the owner has another view of that name. */
export async function refuseNameTwice(
  sql: OrgSql,
  ctx: Context,
  { id, ownerId, name }: { id: string; ownerId: string; name: string },
): Promise<void> {
  const { rowCount } = await sql.query(
    "select 1 from saved_view where org_id = $1 and owner_id = $2 and name = $3 and id <> $4",
    [ctx.orgId, ownerId, name, id],
  );
  if (rowCount) throw new ServiceError("CONFLICT", "There is a view called “{name}” already.", { name });
}
