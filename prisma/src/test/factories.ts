import type { Prisma } from "../../generated/client.ts";
import type { Database } from "../connect.ts";
import type { OrganisationCrypto } from "../encryption.ts";
import { newId } from "../id.ts";

/** Rows for tests: they are inserted and nothing else happens, no rule is applied. */
export interface TestOrganisation {
  id: string;
  name: string;
  slug: string;
  crypto: OrganisationCrypto;
}

const ladder = [
  { key: "contacted", label: "Contacted" },
  { key: "qualified", label: "Qualified" },
  { key: "visit_booked", label: "Visit booked" },
  { key: "visit_done", label: "Visit done" },
  { key: "token_paid", label: "Token paid" },
  { key: "won", label: "Won" },
];

export async function createOrganisation(
  db: Database,
  overrides: Partial<Prisma.OrganisationCreateInput> = {},
): Promise<TestOrganisation> {
  const id = overrides.id ?? newId();
  const keys = db.crypto.newOrganisationKeys(id);
  const data = {
    name: `Organisation ${id}`,
    slug: `organisation-${id}`,
    ladder,
    gradeCutoffs: { A: 70, B: 57, C: 43 },
    ...keys,
    ...overrides,
    id,
  };
  await db.authPool.query(
    `insert into organization ("id", "name", "slug", "createdAt") values ($1, $2, $3, now())`,
    [id, data.name, data.slug],
  );
  await db.withOrg(id, (tx) => tx.organisation.create({ data }));
  return {
    id,
    name: data.name,
    slug: data.slug,
    crypto: db.crypto.organisation(id, {
      wrappedKey: data.wrappedKey,
      wrappedIndexKey: data.wrappedIndexKey,
    }),
  };
}

export interface TestUser {
  id: string;
  name: string;
  email: string;
}

export async function createUser(
  db: Database,
  overrides: { id?: string; name?: string; email?: string } = {},
): Promise<TestUser> {
  const id = overrides.id ?? newId();
  const user = { id, name: overrides.name ?? "Asha Rao", email: overrides.email ?? `${id}@example.test` };
  await db.authPool.query(
    `insert into "user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)`,
    [user.id, user.name, user.email],
  );
  return user;
}

export interface TestMember extends TestUser {
  userId: string;
  role: string;
}

/** A new user who is a member; pass `user` for one who exists. */
export async function createMember(
  db: Database,
  org: { id: string },
  overrides: { user?: TestUser; role?: string; name?: string; email?: string } = {},
): Promise<TestMember> {
  const { user = await createUser(db, overrides), role = "broker" } = overrides;
  await db.authPool.query(
    `insert into member ("id", "organizationId", "userId", "role", "createdAt") values ($1, $2, $3, $4, now())`,
    [newId(), org.id, user.id, role],
  );
  return { ...user, userId: user.id, role };
}

export interface TestPerson {
  id: string;
  name: string;
  phone: string;
}

/** A person with a sealed name, one phone number in E.164 and, when given, an e-mail address. */
export async function createPerson(
  db: Database,
  org: TestOrganisation,
  overrides: { id?: string; name?: string; phone?: string; email?: string; nameTokens?: string[] } = {},
): Promise<TestPerson> {
  const id = overrides.id ?? newId();
  const name = overrides.name ?? "Meera Iyer";
  const phone = overrides.phone ?? `+919${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
  const { wrappedKey, person } = org.crypto.newPersonKey(id);
  const contact = (kind: "phone" | "email", value: string) => {
    const row = newId();
    return {
      orgId: org.id,
      id: row,
      personId: id,
      kind,
      sealed: person.seal({ table: "contact_point", column: "sealed", row }, value),
      blindIndex: org.crypto.blindIndex(kind, value),
      last4Index: kind === "phone" ? org.crypto.blindIndex("last4", value.slice(-4)) : null,
    };
  };
  const contacts = [contact("phone", phone)];
  if (overrides.email) contacts.push(contact("email", overrides.email));
  const tokens = (overrides.nameTokens ?? []).map((prefix) => ({
    orgId: org.id,
    personId: id,
    token: org.crypto.blindIndex("name-prefix", prefix),
  }));
  await db.withOrg(org.id, async (tx) => {
    const nameSealed = person.seal({ table: "person", column: "name_sealed", row: id }, name);
    await tx.person.create({ data: { orgId: org.id, id, wrappedKey, nameSealed } });
    await tx.contactPoint.createMany({ data: contacts });
    await tx.personNameToken.createMany({ data: tokens });
  });
  return { id, name, phone };
}

type Given<Row> = Partial<Omit<Row, "orgId">>;

/** An open lead of the person given, or of a new one. */
export async function createLead(
  db: Database,
  org: TestOrganisation,
  overrides: Given<Prisma.LeadUncheckedCreateInput> = {},
) {
  const personId = overrides.personId ?? (await createPerson(db, org)).id;
  const data = { id: newId(), source: "portal", city: "Pune", ...overrides, orgId: org.id, personId };
  return db.withOrg(org.id, (tx) => tx.lead.create({ data }));
}

export async function createOutcome(
  db: Database,
  org: TestOrganisation,
  given: Given<Prisma.LeadOutcomeUncheckedCreateInput> & { leadId: string },
) {
  const data = { id: newId(), step: "visit_done", source: "user", ...given, orgId: org.id };
  return db.withOrg(org.id, (tx) => tx.leadOutcome.create({ data }));
}

export async function createEvent(
  db: Database,
  org: TestOrganisation,
  given: Given<Prisma.EventUncheckedCreateInput> & { leadId: string },
) {
  const occurredAt = given.occurredAt ?? new Date();
  const data = {
    id: newId(),
    type: "page_view",
    source: "site",
    recordedAt: occurredAt,
    receivedAt: new Date(),
    ...given,
    occurredAt,
    orgId: org.id,
  };
  return db.withOrg(org.id, (tx) => tx.event.create({ data }));
}

/** A champion with its training run and a file that is not a model; pass `onnxBlobId` for a real one. */
export async function createModel(
  db: Database,
  org: TestOrganisation,
  overrides: Given<Prisma.ModelUncheckedCreateInput> = {},
) {
  const orgId = org.id;
  const target = {
    targetStep: overrides.targetStep ?? "visit_done",
    horizonDays: overrides.horizonDays ?? 30,
  };
  const trainingRunId = overrides.trainingRunId ?? newId();
  const onnxBlobId = overrides.onnxBlobId ?? newId();
  return db.withOrg(orgId, async (tx) => {
    if (overrides.trainingRunId === undefined) {
      await tx.trainingRun.create({ data: { orgId, id: trainingRunId, status: "done", ...target } });
    }
    if (overrides.onnxBlobId === undefined) {
      await tx.blob.create({
        data: { orgId, id: onnxBlobId, purpose: "model", contentType: "application/octet-stream" },
      });
    }
    return tx.model.create({
      data: {
        id: newId(),
        version: 1,
        role: "champion",
        sha256: "0".repeat(64),
        manifest: {},
        report: {},
        ...overrides,
        ...target,
        trainingRunId,
        onnxBlobId,
        orgId,
      },
    });
  });
}
