import type { Database } from "@leadlift/db/connect";
import { isId } from "@leadlift/db/id";
import { type Context, channelContext } from "../context.ts";
import type { Platform } from "../platform.ts";
import { rememberBriefly } from "../remember.ts";
import { openSecret } from "./secrets.ts";

/** A number that is being connected or is, as what comes in by it needs it. */
export interface Connection {
  id: string;
  orgId: string;
  account: string | null;
  displayName: string | null;
  verifyToken: string;
  /** each of which may have signed; none until one is entered */
  secrets: string[];
}

interface Row {
  account: string | null;
  displayName: string | null;
  tokenSealed: Buffer;
  secretSealed: Buffer | null;
  previousSealed: Buffer | null;
  previousUntil: Date | null;
}

type Found = { row: Row; orgId: string } | null;
type Lookup = (id: string) => Promise<Found>;
const lookups = new WeakMap<Database, Lookup>();

/** Null for what is no connection. What is known of one may be a second old. */
export async function findConnection(
  platform: Platform,
  id: string,
): Promise<{ ctx: Context; connection: Connection } | null> {
  if (!isId(id)) return null;
  const found = await lookupOf(platform.db)(id.toLowerCase());
  if (!found) return null;
  const ctx = await channelContext(platform, found.orgId, "whatsapp");
  return { ctx, connection: opened(ctx, id.toLowerCase(), found.row) };
}

function opened(ctx: Context, id: string, row: Row): Connection {
  const { account, displayName, tokenSealed, secretSealed, previousSealed, previousUntil } = row;
  const secrets = secretSealed ? [openSecret(ctx, id, "secret_sealed", secretSealed)] : [];
  if (previousSealed && previousUntil && previousUntil > ctx.now()) {
    secrets.push(openSecret(ctx, id, "previous_sealed", previousSealed));
  }
  const verifyToken = openSecret(ctx, id, "verify_token_sealed", tokenSealed);
  return { id, orgId: ctx.orgId, account, displayName, verifyToken, secrets };
}

function lookupOf(db: Database): Lookup {
  const known = lookups.get(db);
  if (known) return known;
  const lookup = rememberBriefly((id: string) => read(db, id));
  lookups.set(db, lookup);
  return lookup;
}

async function read(db: Database, id: string): Promise<Found> {
  const { rows: places } = await db.withSystem("look up connection", (sql) =>
    sql.query<{ orgId: string }>(
      `select org_id as "orgId" from connection where id = $1 and kind = 'whatsapp'`,
      [id],
    ),
  );
  const orgId = places[0]?.orgId;
  if (orgId === undefined) return null;
  const { rows } = await db.withOrgSql(orgId, (sql) =>
    sql.query<Row>(
      `select account, display_name as "displayName", verify_token_sealed as "tokenSealed", secret_sealed as "secretSealed",
              previous_sealed as "previousSealed", previous_until as "previousUntil"
         from connection where org_id = $1 and id = $2`,
      [orgId, id],
    ),
  );
  return rows[0] ? { orgId, row: rows[0] } : null;
}
