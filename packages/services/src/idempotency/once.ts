import { newId } from "@leadlift/db/id";
import { actorId } from "../audit.ts";
import type { Context } from "../context.ts";

/** So long an answer is repeated. */
export const repeatedForMs = 24 * 60 * 60_000;
/** Whoever has not answered by then is taken for dead. */
const heldForMs = 60_000;
const nobody = "00000000-0000-0000-0000-000000000000";

export interface NamedRequest {
  /** the sender's, for this request and no other */
  key: string;
  /** of all that was asked for */
  requestHash: Uint8Array;
}

export interface GivenAnswer {
  status: number;
  body: string;
}

/**
 * mine: nobody has done it; keep or release `id`. given: it was done, and answered so. busy: it is being done.
 * other: the key was sent with another request.
 */
export type Claim =
  | { kind: "mine"; id: string }
  | { kind: "given"; answer: GivenAnswer }
  | { kind: "busy" }
  | { kind: "other" };

/**
 * Claims a request that may come again: of two at once one does it. Keys are the sender's own, so two programs of an
 * organisation may use the same ones.
 */
export async function claimRequest(ctx: Context, { key, requestHash }: NamedRequest): Promise<Claim> {
  const id = newId();
  const now = ctx.now();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const hash = Buffer.from(requestHash);
  const sender = [ctx.orgId, actorId(ctx.actor) ?? nobody, key];
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // Nothing that is expired stands in the way, and nothing of the same request whose doer died.
    const { rowCount } = await sql.query(
      `insert into idempotent_answer as a (org_id, actor_id, key, id, request_hash, held_until, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (org_id, actor_id, key) do update
          set id = excluded.id, request_hash = excluded.request_hash, held_until = excluded.held_until,
              expires_at = excluded.expires_at, status = null, body_sealed = null
        where a.expires_at <= $8
           or (a.status is null and a.held_until <= $8 and a.request_hash = excluded.request_hash)`,
      [...sender, id, hash, later(heldForMs), later(repeatedForMs), now],
      "claim request",
    );
    if (rowCount > 0) return { kind: "mine", id };
    const { rows } = await sql.query<{
      id: string;
      hash: Buffer;
      status: number | null;
      sealed: Buffer | null;
    }>(
      `select id, request_hash as hash, status, body_sealed as sealed from idempotent_answer
        where org_id = $1 and actor_id = $2 and key = $3`,
      sender,
      "answer given",
    );
    const [known] = rows;
    if (known && !known.hash.equals(hash)) return { kind: "other" };
    // One that was there a moment ago and is gone was refused: it may be sent again.
    if (!known?.sealed || known.status === null) return { kind: "busy" };
    const body = ctx.organisation.crypto.openText(placeOf(known.id), known.sealed);
    return { kind: "given", answer: { status: known.status, body } };
  });
}

/** The answer to a claimed request, repeated from now on to whoever sends it again. */
export async function keepAnswer(ctx: Context, id: string, { status, body }: GivenAnswer): Promise<void> {
  await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query(
      `update idempotent_answer set status = $3, body_sealed = $4, expires_at = $5
        where org_id = $1 and id = $2 and status is null`,
      [
        ctx.orgId,
        id,
        status,
        ctx.organisation.crypto.seal(placeOf(id), body),
        new Date(ctx.now().getTime() + repeatedForMs),
      ],
      "keep answer",
    ),
  );
}

/** A claimed request was not done: it may be sent again. */
export async function releaseRequest(ctx: Context, id: string): Promise<void> {
  await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query("delete from idempotent_answer where org_id = $1 and id = $2 and status is null", [
      ctx.orgId,
      id,
    ]),
  );
}

function placeOf(id: string) {
  return { table: "idempotent_answer", column: "body_sealed", row: id };
}
