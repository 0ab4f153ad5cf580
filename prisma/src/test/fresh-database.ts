import pg from "pg";
import { inject } from "vitest";
import { newId } from "../id.ts";
import type {} from "./database.ts";

export interface FreshDatabase {
  ownerUrl: string;
  /** a session as owner */
  owner: pg.Client;
  drop(): Promise<void>;
}

/** An empty database of the run's cluster, for tests of what happens before the tables are there. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { ownerUrl } = inject("leadliftDatabase");
  const name = `fresh_${newId().replaceAll("-", "")}`;
  await asOwner(ownerUrl, `create database ${name}`);
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  return {
    ownerUrl: url.href,
    owner,
    async drop() {
      await owner.end();
      await asOwner(ownerUrl, `drop database ${name} with (force)`);
    },
  };
}

async function asOwner(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
