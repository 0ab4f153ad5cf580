import pg from "pg";

/** A query of the transaction had failed, so the commit kept nothing. */
export class NothingKept extends Error {
  override name = "NothingKept";
}

/**
 * Where the work of a transaction swallowed the error of a query, PostgreSQL answers its commit with a rollback,
 * which every driver takes for success. On this connection such a commit fails.
 */
export function refuseSilentRollback(client: pg.PoolClient): void {
  Object.defineProperty(client, "query", {
    value(...args: unknown[]) {
      const result: unknown = Reflect.apply(pg.Client.prototype.query, client, args);
      return result instanceof Promise && isCommit(args[0]) ? result.then(checkKept) : result;
    },
  });
}

function isCommit(query: unknown): boolean {
  const text = query instanceof Object && "text" in query ? query.text : query;
  return typeof text === "string" && /^\s*commit\b/i.test(text);
}

function checkKept(result: { command: string }): unknown {
  if (result.command === "ROLLBACK")
    throw new NothingKept("A query of this transaction failed, so nothing was kept.");
  return result;
}
