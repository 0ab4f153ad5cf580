import { afterAll, beforeAll, expect, test } from "vitest";
import { undoAct } from "../act/undo-act.ts";
import { type Context, userContext } from "../context.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { today } from "../today/today.ts";
import { demoOrganisationId as orgId } from "./accounts.ts";
import { loadDemo } from "./load.ts";

let platform: OwnPlatform;

beforeAll(async () => {
  platform = await ownPlatform();
  await loadDemo(platform, { leads: 900 });
});
afterAll(() => platform.close());

async function brokers(): Promise<Context[]> {
  const { rows } = await platform.db.withOrgSql(orgId, (sql) =>
    sql.query<{ userId: string }>(
      `select user_id as "userId" from org_member where org_id = $1 and role = 'broker'`,
      [orgId],
    ),
  );
  return Promise.all(
    rows.map(({ userId }) =>
      userContext(platform, { userId, orgId, role: "broker", name: "Broker", orgName: "Sample" }),
    ),
  );
}

const total = async (table: string, where = "true") => {
  const { rows } = await platform.db.withOrgSql(orgId, (sql) =>
    sql.query<{ n: number }>(`select count(*)::int as n from ${table} where org_id = $1 and ${where}`, [
      orgId,
    ]),
  );
  return rows[0]?.n ?? 0;
};

test("every broker of the sample has somebody to call, and among them are promises and sleepers", async () => {
  const days = await Promise.all((await brokers()).map((ctx) => today(ctx)));
  expect(days.length).toBe(6);
  for (const day of days) expect(day.why).toBeNull();
  const all = (section: "promised" | "snoozed" | "waiting") =>
    days.reduce((sum, day) => sum + day.counts[section], 0);
  expect(all("promised")).toBeGreaterThan(0);
  expect(all("snoozed")).toBeGreaterThan(0);
  expect(all("waiting")).toBeGreaterThan(0);
});

test("what the brokers did lately are acts, mostly as the list said, and can be taken back like any", async () => {
  const acts = await total("act");
  expect(acts).toBeGreaterThan(50);
  const followed = await total("act", "(list_place <= 5 or detail ->> 'section' = 'new')");
  expect(followed / acts).toBeGreaterThan(0.5);
  expect(followed / acts).toBeLessThan(0.95);
  expect(await total("judgement")).toBeGreaterThan(0);
  const [ctx] = await brokers();
  const { rows } = await platform.db.withOrgSql(orgId, (sql) =>
    sql.query<{ id: string }>("select id from act where org_id = $1 and user_id = $2 limit 1", [
      orgId,
      ctx?.actor.kind === "user" ? ctx.actor.userId : null,
    ]),
  );
  const [act] = rows;
  if (!ctx || !act) throw new Error("Nobody did anything.");
  const late = { ...ctx, now: () => new Date(Date.now() + 2 * 86_400_000) };
  await expect(undoAct(late, { actId: act.id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("loading the sample again adds nothing to the desks", async () => {
  const before = [await total("act"), await total("next_step"), await total("snooze")];
  await loadDemo(platform, { leads: 900 });
  expect([await total("act"), await total("next_step"), await total("snooze")]).toEqual(before);
});
