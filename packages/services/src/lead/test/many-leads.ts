import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { namePrefixes } from "../../person/name-prefixes.ts";
import type { Tenant, TestPlatform } from "./tenant.ts";

const day = 86_400_000;
const sources = ["99acres", "Housing", "MagicBricks", "Referral", "Walk-in"];
const cities = ["Pune", "Mumbai", "Thane", "Nashik"];
const givenNames = ["Ravi", "Rahul", "Radha", "Asha", "Farhan", "Gita", "Kiran", "Meera", "Nikhil", "Sunil"];
const batch = 5_000;

/** Scored leads of as many persons, without contact points; every tenth is closed, every twentieth not scored. */
export async function addManyLeads(platform: TestPlatform, tenant: Tenant, count: number): Promise<void> {
  const random = lehmer(5);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const now = Date.now();
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, i) => {
      const scored = random() >= 0.05;
      const score = 1 + Math.floor(random() * 99);
      return {
        personId: newId(),
        id: newId(),
        name: `${pick(givenNames)} Person${from + i}`,
        status: random() < 0.1 ? pick(["won", "lost"]) : "open",
        source: pick(sources),
        city: pick(cities),
        state: scored ? "scored" : "unknown",
        score: scored ? score : null,
        grade: scored ? gradeOf(score) : null,
        enquiredAt: random() < 0.9 ? new Date(now - Math.floor(random() * 200 * day)) : null,
        updatedAt: new Date(now - Math.floor(random() * 100 * day)),
      };
    });
    await platform.db.withOrgSql(tenant.org.id, (sql) => insert(sql, tenant, rows));
  }
}

interface Row {
  personId: string;
  id: string;
  name: string;
  status: string;
  source: string;
  city: string;
  state: string;
  score: number | null;
  grade: string | null;
  enquiredAt: Date | null;
  updatedAt: Date;
}

async function insert(sql: OrgSql, { org }: Tenant, rows: readonly Row[]): Promise<void> {
  const column = <Key extends keyof Row>(key: Key) => rows.map((row) => row[key]);
  const keys = rows.map(({ personId, name }) => {
    const { wrappedKey, person } = org.crypto.newPersonKey(personId);
    return {
      wrappedKey,
      nameSealed: person.seal({ table: "person", column: "name_sealed", row: personId }, name),
    };
  });
  await sql.query(
    `insert into person (org_id, id, wrapped_key, name_sealed)
     select $1, * from unnest($2::uuid[], $3::bytea[], $4::bytea[])`,
    [
      org.id,
      column("personId"),
      keys.map(({ wrappedKey }) => wrappedKey),
      keys.map(({ nameSealed }) => nameSealed),
    ],
  );
  const tokens = rows.flatMap(({ personId, name }) =>
    namePrefixes(name.split(" ")[0] ?? "").map((prefix) => ({ personId, prefix })),
  );
  await sql.query(
    `insert into person_name_token (org_id, person_id, token) select $1, * from unnest($2::uuid[], $3::bytea[])`,
    [
      org.id,
      tokens.map(({ personId }) => personId),
      tokens.map(({ prefix }) => org.crypto.blindIndex("name-prefix", prefix)),
    ],
  );
  await sql.query(
    `insert into lead (org_id, id, person_id, status, source, city, score_state, score, grade, probability,
                       enquired_at, updated_at)
     select $1, id, person, status, source, city, state, score, grade, case when score is not null then score / 100.0 end,
            enquired, updated
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[],
                   $10::timestamptz[], $11::timestamptz[])
            as row(id, person, status, source, city, state, score, grade, enquired, updated)`,
    [
      org.id,
      column("id"),
      column("personId"),
      column("status"),
      column("source"),
      column("city"),
      column("state"),
      column("score"),
      column("grade"),
      column("enquiredAt"),
      column("updatedAt"),
    ],
  );
}

function gradeOf(score: number): string {
  if (score >= 70) return "A";
  if (score >= 57) return "B";
  return score >= 43 ? "C" : "D";
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
