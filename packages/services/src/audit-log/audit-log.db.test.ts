import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "../audit.ts";
import { leadOf } from "../lead/test/lead-of.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { changeRole } from "../member/change-role.ts";
import { chooseTarget } from "../organisation/choose-target.ts";
import { moveLead } from "../outcome/move.ts";
import { exportAudit } from "./export.ts";
import { listAudit } from "./list.ts";

let platform: TestPlatform;
let home: Tenant;
let other: Tenant;
let leadId: string;
beforeAll(async () => {
  platform = await testPlatform();
  [home, other] = await Promise.all([createTenant(platform), createTenant(platform)]);
  leadId = (await leadOf(platform, home)).id;
  await moveLead(home.broker, { leadId, step: "contacted" });
  await chooseTarget(home.admin, { step: "won" });
  await changeRole(home.admin, { userId: userIdOf(home.colleague), role: "manager" });
  await platform.db.withOrgSql(home.org.id, (sql) =>
    audit(sql, home.system, {
      action: "lead.enrich",
      subjectType: "enrichment_provider",
      subjectId: newId(),
      detail: { leadId },
    }),
  );
});
afterAll(() => platform.db.close());

const actions = async (filter: Parameters<typeof listAudit>[1]) =>
  (await listAudit(home.admin, filter)).lines.map(({ action }) => action);

describe("the audit log", () => {
  test("tells newest first who did what to whom, by name", async () => {
    const { lines, next } = await listAudit(home.admin, {});
    expect(lines.map(({ action }) => action)).toEqual([
      "lead.enrich",
      "member.change-role",
      "organisation.choose-target",
      "lead.move",
    ]);
    expect(lines[1]).toMatchObject({
      actor: { kind: "user", name: "Arun Das" },
      subject: { type: "member", name: "Chetan Rao" },
      detail: { role: "manager", before: "broker" },
    });
    expect(next).toBeNull();
  });

  test("shows what is asked for: by person, kind, action, lead and day", async () => {
    expect(await actions({ userId: userIdOf(home.broker) })).toEqual(["lead.move"]);
    expect(await actions({ action: "member" })).toEqual(["member.change-role"]);
    expect(await actions({ action: "organisation.choose-target" })).toEqual(["organisation.choose-target"]);
    expect(await actions({ leadId })).toEqual(["lead.enrich", "lead.move"]);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
    expect(await actions({ from: "2020-01-01", to: "2099-01-01" })).toHaveLength(4);
  });

  test("comes in pages that miss nothing and repeat nothing, also where much has the same time", async () => {
    const at = new Date("2001-02-03T04:05:06Z");
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.auditEntry.createMany({
        data: Array.from({ length: 7 }, () => ({
          orgId: home.org.id,
          id: newId(),
          actorKind: "system",
          action: "visitor.forget",
          subjectType: "organisation",
          subjectId: home.org.id,
          at,
        })),
      }),
    );
    const seen: string[] = [];
    let after: { at: Date; id: string } | undefined;
    do {
      const page = await listAudit(home.admin, {
        action: "visitor",
        limit: 2,
        ...(after && { cursor: after }),
      });
      seen.push(...page.lines.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  test("is for admins, of their own organisation", async () => {
    for (const ctx of [home.broker, home.manager]) {
      await expect(listAudit(ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(() => exportAudit(ctx, {})).toThrow("does not allow");
    }
    expect((await listAudit(other.admin, { leadId })).lines).toEqual([]);
    expect((await listAudit(other.admin, {})).lines).toEqual([]);
  });

  test("is exported in full, and nothing in it is a formula", async () => {
    await platform.db.withOrgSql(other.org.id, (sql) =>
      audit(sql, other.system, {
        action: "team.create",
        subjectType: "team",
        subjectId: "=cmd()",
        detail: { name: "=HYPERLINK(1)" },
      }),
    );
    let text = "";
    for await (const piece of exportAudit(other.admin, {})) text += piece;
    const [header, row] = text.trim().split("\r\n");
    expect(header).toBe("at,who,who_kind,who_id,action,subject,subject_type,subject_id,detail");
    expect(row).toContain("'=HYPERLINK(1)");
    expect(row).toContain("'=cmd()");
    for (const cell of (row ?? "").split(",")) expect(cell).not.toMatch(/^"?[=+@-]/);
  });
});
