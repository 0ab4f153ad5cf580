import { newId } from "@leadlift/db/id";
import {
  createLead,
  createOrganisation,
  createPerson,
  type TestOrganisation,
} from "@leadlift/db/test/factories";
import { type AsOf, vectorAsOf } from "@leadlift/scoring/features";
import { type Context, systemContext } from "../../context.ts";
import { PersonGroups } from "../../import/group-persons.ts";
import type { TestPlatform } from "../../lead/test/tenant.ts";
import { loadFacts } from "../load-facts.ts";
import { type LeadVector, readVectors } from "../read-vectors.ts";
import { featureSettings } from "../settings.ts";

/** An organisation whose time goes on when the test says so. */
export interface Clocked {
  org: TestOrganisation;
  ctx: Context;
  now(): number;
  pass(ms: number): void;
  /** A lead of then, of a person of then with a phone number and an address. */
  lead(given?: Parameters<typeof createLead>[2]): Promise<string>;
  /** Adds an address to the lead's person, as files and forms do; not `looked` at: as before traits were kept. */
  contact(leadId: string, given: { email: string; looked: boolean }): Promise<void>;
  /** Runs SQL in a transaction of that time, as far as its triggers look at it. */
  sql(text: string, values?: readonly unknown[]): Promise<void>;
}

export async function clockedOrganisation(platform: TestPlatform, start: number): Promise<Clocked> {
  const org = await createOrganisation(platform.db);
  let time = start;
  const ctx: Context = { ...(await systemContext(platform, org.id)), now: () => new Date(time) };
  return {
    org,
    ctx,
    now: () => time,
    pass(ms) {
      time += ms;
    },
    async lead(given = {}) {
      const createdAt = new Date(time);
      const { id: personId } = await createPerson(platform.db, org, { email: `${newId()}@example.test` });
      await platform.db.withOrg(org.id, async (tx) => {
        await tx.person.updateMany({ where: { id: personId }, data: { createdAt } });
        await tx.contactPoint.updateMany({ where: { personId }, data: { createdAt } });
      });
      return (await createLead(platform.db, org, { personId, createdAt, ...given })).id;
    },
    contact: (leadId, { email, looked }) =>
      platform.db.withOrgSql(org.id, async (sql) => {
        const { rows } = await sql.query<{ personId: string }>(
          `select person_id as "personId" from lead where id = $1`,
          [leadId],
        );
        const persons = await PersonGroups.of(sql, ctx, []);
        persons.extend(persons.known(rows[0]?.personId ?? ""), { phones: [], emails: [email] });
        await persons.store(sql, ctx);
        if (looked) return;
        await sql.query(
          "update contact_point set traits = '{}', traits_version = 0 where kind = 'email' and blind_index = $1",
          [org.crypto.blindIndex("email", email)],
        );
      }),
    sql: (text, values = []) =>
      platform.db.withOrgSql(org.id, async (sql) => {
        await sql.query("select set_config('app.now', $1, true)", [new Date(time).toISOString()]);
        await sql.query(text, values);
      }),
  };
}

/** What is served of leads now. */
export function serve(ctx: Context, leadIds: readonly string[]): Promise<LeadVector[]> {
  return ctx.db.withOrgSql(ctx.orgId, (sql) =>
    readVectors(
      sql,
      ctx,
      leadIds.map((id) => ({ id })),
    ),
  );
}

/** A lead's vectors as of moments, from all that is recorded and nothing that is kept ready. */
export async function recomputed(
  ctx: Context,
  leadId: string,
  moments: readonly (Date | number)[],
): Promise<number[][]> {
  const facts = await ctx.db.withOrgSql(ctx.orgId, (sql) => loadFacts(sql, ctx, [leadId]));
  const known = facts.get(leadId);
  if (!known) throw new Error("There is no such lead.");
  const settings = featureSettings(ctx.organisation);
  return moments.map(Number).map((at) => {
    const moment: AsOf = { at, knownAt: at, lawfulAt: at };
    return Array.from(vectorAsOf(known, moment, settings));
  });
}
