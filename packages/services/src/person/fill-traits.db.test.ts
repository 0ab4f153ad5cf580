import { createLead, createPerson } from "@leadlift/db/test/factories";
import { featureNames } from "@leadlift/scoring/features";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clockedOrganisation, recomputed, serve } from "../feature/test/clocked.ts";
import { PersonGroups } from "../import/group-persons.ts";
import { createTenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { fillTraits } from "./fill-traits.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const contactsOf = (orgId: string) =>
  platform.db.withOrg(orgId, (tx) =>
    tx.contactPoint.findMany({ where: { orgId }, orderBy: [{ kind: "asc" }, { id: "asc" }] }),
  );

test("persons of before get their traits, so that features know them", async () => {
  const { org, system } = await createTenant(platform);
  const { id: personId } = await createPerson(platform.db, org, {
    name: "Meera Iyer",
    phone: "+919812345678",
    email: "meera.iyer@gmail.com",
  });
  const { id: leadId } = await createLead(platform.db, org, { personId });
  const read = async (name: string) => (await serve(system, [leadId]))[0]?.vector[featureNames.indexOf(name)];
  expect(await read("free_mail")).toBeNaN();

  expect(await fillTraits(system)).toBe(2);

  expect((await contactsOf(org.id)).map(({ traits }) => traits)).toEqual([
    { domain: "free", agrees: 1 },
    { line: "mobile", abroad: false },
  ]);
  expect(await read("free_mail")).toBe(1);
  expect(await read("phone_valid")).toBe(1);
  expect(await fillTraits(system)).toBe(0);
});

test("a contact that does not open is left as it is, and keeps no other waiting", async () => {
  const { org, system } = await createTenant(platform);
  for (let n = 0; n < 3; n++) await createPerson(platform.db, org);
  const [, damaged] = await contactsOf(org.id);
  await platform.db.withOrg(org.id, (tx) =>
    tx.contactPoint.updateMany({ where: { id: damaged?.id ?? "" }, data: { sealed: new Uint8Array(40) } }),
  );
  expect(await fillTraits(system)).toBe(2);
  const left = (await contactsOf(org.id)).filter(({ traits }) => JSON.stringify(traits) === "{}");
  expect(left.map(({ id }) => id)).toEqual([damaged?.id]);
});

test("what was interrupted goes on, and other organisations' persons are not touched", async () => {
  const [here, there] = [await createTenant(platform), await createTenant(platform)];
  for (const { org } of [here, there]) await createPerson(platform.db, org);
  const stopped = new AbortController();
  stopped.abort();
  expect(await fillTraits(here.system, stopped.signal)).toBe(0);
  expect(await fillTraits(here.system)).toBe(1);
  expect((await contactsOf(there.org.id)).map(({ traits }) => traits)).toEqual([{}]);
});

test("what a later definition makes of a contact is known from then on, and not before", async () => {
  const clock = await clockedOrganisation(platform, Date.now() - 86_400_000);
  const { ctx } = clock;
  const leadId = await clock.lead();
  const read = (vector: ArrayLike<number>) => vector[featureNames.indexOf("free_mail")];
  const moments: number[] = [];
  for (const email of ["meera@gmail.com", "meera@tata.example"]) {
    clock.pass(60_000);
    await clock.contact(leadId, { email, looked: false });
    clock.pass(60_000);
    moments.push((await serve(ctx, [leadId]))[0]?.at.getTime() ?? 0);
    clock.pass(60_000);
    await fillTraits(ctx);
    clock.pass(60_000);
    moments.push((await serve(ctx, [leadId]))[0]?.at.getTime() ?? 0);
  }
  const values = (await recomputed(ctx, leadId, moments)).map(read);
  expect(values[0]).toBeNaN();
  expect(await fillTraits(ctx, undefined, 2)).toBe(4);
  expect((await recomputed(ctx, leadId, moments)).map(read)).toEqual(values);
});

test("a vector that is read while a contact is added has it, or is of an earlier time", async () => {
  const { org, system } = await createTenant(platform);
  const { id: personId } = await createPerson(platform.db, org);
  const { id: leadId } = await createLead(platform.db, org, { personId });
  await serve(system, [leadId]);
  const added = await platform.db.withOrgSql(org.id, async (sql) => {
    const persons = await PersonGroups.of(sql, system, []);
    persons.extend(persons.known(personId), { phones: [], emails: ["meera@gmail.com"] });
    await persons.store(sql, system);
    const reading = serve(system, [leadId]);
    let read = false;
    reading.finally(() => {
      read = true;
    });
    const waits = async () =>
      (await sql.query("select from pg_locks where not granted and pid <> pg_backend_pid()", [])).rowCount >
      0;
    while (!read && !(await waits())) await new Promise(setImmediate);
    expect(read).toBe(false);
    return { reading };
  });
  const [served] = await added.reading;
  expect(served?.profile.contacts).toContainEqual({ kind: "email", traits: { domain: "free", agrees: 1 } });
  expect([Array.from(served?.vector ?? [])]).toEqual(await recomputed(system, leadId, [served?.at ?? 0]));
});
