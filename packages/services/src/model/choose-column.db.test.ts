import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { chooseColumn } from "./choose-column.ts";
import { getChampion } from "./get-champion.ts";
import { requestTraining } from "./request-training.ts";

const never = new AbortController().signal;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

/** 400 leads, of which those who booked a visit had a token written into their record when it was made. */
async function leakyOrganisation() {
  const org = await learnableOrganisation(platform.db, {
    leads: 400,
    also: ({ booked }) => ({ token: booked }),
  });
  const admin = await asUser(platform, org, "admin");
  const system = await asSystem(platform, org);
  const train = async () => {
    await trainOrganisationModel(system, await requestTraining(admin, {}), { signal: never });
    const { champion, columns } = await getChampion(admin);
    const model = await platform.db.withOrg(org.id, (tx) =>
      tx.model.findUniqueOrThrow({ where: { orgId_id: { orgId: org.id, id: champion?.id ?? "" } } }),
    );
    // Its visits may be suspected besides, as luck will have it.
    const doubted = columns.doubted.filter(({ column }) => column !== "visits");
    return { doubted, learntFrom: namesIn(model.manifest) };
  };
  return { org, admin, train };
}

function namesIn(manifest: unknown): string[] {
  return (manifest as { schema: { columns: { name: string }[] } }).schema.columns.map(({ name }) => name);
}

describe("what people say of columns", { timeout: 120_000 }, () => {
  it("holds in the next training, in the run, on the page and in the audit, until it is taken back", async () => {
    const { org, admin, train } = await leakyOrganisation();
    const manager = await asUser(platform, org, "manager");

    const first = await train();
    expect(first.learntFrom).not.toContain("token");
    expect(first.doubted).toMatchObject([
      {
        column: "token",
        level: "left out",
        used: false,
        choice: null,
        evidence: expect.stringMatching(/100 %/),
      },
    ]);

    const said = await chooseColumn(manager, { column: "token", choice: "use" });
    expect(said.doubted).toContainEqual(
      expect.objectContaining({ column: "token", choice: "use", used: false }),
    );
    await chooseColumn(manager, { column: "minutes", choice: "leave" });
    const second = await train();
    expect(second.learntFrom).toContain("token");
    expect(second.learntFrom).not.toContain("minutes");
    expect(second.doubted).toMatchObject([
      { column: "token", used: true, choice: "use" },
      { column: "minutes", used: false, choice: "leave", level: null },
    ]);

    await chooseColumn(admin, { column: "token", choice: null });
    await chooseColumn(admin, { column: "minutes", choice: null });
    const third = await train();
    expect(third.learntFrom).not.toContain("token");
    expect(third.learntFrom).toContain("minutes");

    const [runs, entries] = await platform.db.withOrg(org.id, (tx) =>
      Promise.all([
        tx.trainingRun.findMany({ where: { orgId: org.id }, orderBy: { createdAt: "asc" } }),
        tx.auditEntry.findMany({
          where: { orgId: org.id, action: "model.choose-column" },
          orderBy: { at: "asc" },
        }),
      ]),
    );
    expect(runs.map(({ columnChoices }) => columnChoices)).toEqual([
      {},
      { minutes: "leave", token: "use" },
      {},
    ]);
    expect(entries.map(({ subjectId, detail }) => [subjectId, detail])).toEqual([
      ["token", { choice: "use", before: null }],
      ["minutes", { choice: "leave", before: null }],
      ["token", { choice: null, before: "use" }],
      ["minutes", { choice: null, before: "leave" }],
    ]);
  });

  it("keeps what the leak guard said of a column that is left out and judged no more", async () => {
    const { admin, train } = await leakyOrganisation();
    await train();
    await chooseColumn(admin, { column: "token", choice: "leave" });
    const { doubted } = await train();
    expect(doubted).toMatchObject([
      {
        column: "token",
        level: null,
        used: false,
        choice: "leave",
        evidence: expect.stringContaining("100 %"),
      },
    ]);
  });

  it("is for managers and admins, of columns that there are", async () => {
    const org = await learnableOrganisation(platform.db, { leads: 1 });
    const broker = await asUser(platform, org, "broker");
    const manager = await asUser(platform, org, "manager");
    const about = (column: string) => ({ column, choice: "leave" as const });
    await expect(chooseColumn(broker, about("source"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(chooseColumn(manager, about("sauce"))).rejects.toMatchObject({ code: "BAD_INPUT" });
    const { doubted } = await chooseColumn(manager, about("source"));
    expect(doubted).toMatchObject([{ column: "source", used: null, choice: "leave" }]);
  });

  it("is nobody else's: another organisation sees and changes nothing of it", async () => {
    const [own, other] = await Promise.all([
      learnableOrganisation(platform.db, { leads: 1 }),
      learnableOrganisation(platform.db, { leads: 1 }),
    ]);
    await chooseColumn(await asUser(platform, own, "admin"), { column: "source", choice: "leave" });
    const stranger = await asUser(platform, other, "admin");
    expect((await getChampion(stranger)).columns.doubted).toEqual([]);
    await chooseColumn(stranger, { column: "source", choice: null });
    expect((await getChampion(await asUser(platform, own, "admin"))).columns.doubted).toHaveLength(1);
  });
});
