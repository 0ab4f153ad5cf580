import type pg from "pg";
import { isId } from "./id.ts";
import { asUnavailable } from "./unavailable.ts";

/** Plain SQL within one transaction. A `name` prepares the statement once per connection. */
export interface OrgSql {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

export const systemVerbs = [
  "relay outbox",
  "reconcile jobs",
  "list organisations",
  "look up api key",
  "count requests",
  "look up invitation",
  "write receipts",
  "find due webhooks",
  "look up connection",
] as const;
/** What the role leadlift_system may be used for; its policies admit each verb to its own tables only. */
export type SystemVerb = (typeof systemVerbs)[number];

export function requireOrgId(orgId: string): void {
  if (!isId(orgId)) throw new TypeError(`Not the id of an organisation: ${JSON.stringify(orgId)}`);
}

export function withOrgSql<T>(pool: pg.Pool, orgId: string, work: (sql: OrgSql) => Promise<T>): Promise<T> {
  requireOrgId(orgId);
  return transaction(pool, `begin; select set_config('app.org', '${orgId}', true)`, work);
}

/** The same, and nothing can be written. */
export function withOrgSqlToRead<T>(
  pool: pg.Pool,
  orgId: string,
  work: (sql: OrgSql) => Promise<T>,
): Promise<T> {
  requireOrgId(orgId);
  return transaction(pool, `begin read only; select set_config('app.org', '${orgId}', true)`, work);
}

export function withSystem<T>(
  pool: pg.Pool,
  verb: SystemVerb,
  work: (sql: OrgSql) => Promise<T>,
): Promise<T> {
  if (!systemVerbs.includes(verb)) throw new TypeError(`Not a system verb: ${JSON.stringify(verb)}`);
  return transaction(pool, `begin; select set_config('app.verb', '${verb}', true)`, work);
}

/** One statement in a transaction of its own, all of it sent at once: its beginning and its end cost no waiting. */
export async function statementOfSystem(
  pool: pg.Pool,
  verb: SystemVerb,
  { text, values, name }: { text: string; values: readonly unknown[]; name: string },
): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asUnavailable(error);
  });
  let broken: Error | undefined;
  try {
    const [begun, done, committed] = await Promise.allSettled([
      client.query(`begin; select set_config('app.verb', '${verb}', true)`),
      client.query({ text, values: [...values], name }),
      client.query("commit"),
    ]);
    const failed = [begun, done, committed].find((each) => each.status === "rejected");
    if (failed) throw asUnavailable(failed.reason);
  } catch (error) {
    // Where the commit was not heard of, the connection is in no state to be used again.
    broken = error instanceof Error ? error : new Error("A statement failed.");
    throw error;
  } finally {
    client.release(broken);
  }
}

async function transaction<T>(pool: pg.Pool, begin: string, work: (sql: OrgSql) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asUnavailable(error);
  });
  let broken: Error | undefined;
  let over = false;
  const run = async <Row extends pg.QueryResultRow>(query: pg.QueryConfig) => {
    try {
      return await client.query<Row>(query);
    } catch (error) {
      throw asUnavailable(error);
    }
  };
  const sql: OrgSql = {
    async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[], name?: string) {
      // Afterwards the connection is another tenant's.
      if (over) throw new Error("This transaction is over: await every query inside the work.");
      const query = { text, values: values ? [...values] : [], ...(name === undefined ? {} : { name }) };
      const result = await run<Row>(query);
      return { rows: result.rows, rowCount: result.rowCount ?? 0 };
    },
  };
  try {
    // The first query does not wait for it: it travels with the query, which without it sees no rows at all.
    const [, result] = await Promise.all([run({ text: begin }), work(sql)]);
    over = true;
    await run({ text: "commit" });
    return result;
  } catch (error) {
    over = true;
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
