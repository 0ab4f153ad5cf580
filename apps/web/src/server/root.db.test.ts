import { randomBytes, randomUUID } from "node:crypto";
import { act } from "@leadlift/services/act/act";
import { createApiKey } from "@leadlift/services/api-key/create";
import { ruleConstants } from "@leadlift/services/board/rules";
import { startConnection } from "@leadlift/services/connection/start";
import { type Context, type Session, systemContext, userContext } from "@leadlift/services/context";
import { listProviders } from "@leadlift/services/enrichment/list-providers";
import { putProvider } from "@leadlift/services/enrichment/put-provider";
import { removeProvider } from "@leadlift/services/enrichment/remove-provider";
import { readEnvironment } from "@leadlift/services/environment";
import { receiveUpload } from "@leadlift/services/import/upload";
import { putListing } from "@leadlift/services/listing/put";
import { createOrganisation } from "@leadlift/services/organisation/create";
import { can, type Permission, permissions, roles } from "@leadlift/services/permissions";
import { openPlatform, type Platform } from "@leadlift/services/platform";
import { createWebhook } from "@leadlift/services/webhook/create";
import { sendTest } from "@leadlift/services/webhook/send-test";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { requestContextOf } from "./request-context.ts";
import { appRouter, createCaller } from "./root.ts";

declare module "vitest" {
  interface ProvidedContext {
    leadliftDatabase: { ownerUrl: string; keyFile: string };
  }
}

interface Ids {
  bulkId: string;
  actId: string;
  nextStepId: string;
  leadId: string;
  /** another lead, of the same kind */
  twinId: string;
  mergeId: string;
  /** a listing's own id */
  listing: string;
  outcomeId: string;
  importId: string;
  trainingRunId: string;
  apiKeyId: string;
  connectionId: string;
  webhookId: string;
  /** a message that was given up */
  deliveryId: string;
  providerId: string;
  visitorId: string;
  savedViewId: string;
  notificationId: string;
  /** taken away by whoever asks */
  removedViewId: string;
  memberId: string;
  teamId: string;
  invitationId: string;
  leaveId: string;
  appealId: string;
  /** outcomes of January: one that waits to be looked at, one that was found wrong */
  drawnId: string;
  disputedId: string;
}

const webhook = { name: "CRM", url: "https://hooks.example.com/", events: ["lead.assigned" as const] };

type Caller = ReturnType<typeof createCaller>;

/** One call of every procedure. `ids` where it is about a row, so that another organisation must not find it. */
const calls: Record<string, { ids: boolean; call(caller: Caller, ids: Ids): Promise<unknown> }> = {
  "today.list": { ids: false, call: (caller) => caller.today.list() },
  "act.do": {
    ids: true,
    call: (caller, { leadId }) =>
      caller.act.do({ id: randomUUID(), leadId, occurredAt: new Date(), kind: "noted", note: "Rang back" }),
  },
  "act.undo": { ids: true, call: (caller, { actId }) => caller.act.undo({ actId }) },
  "act.standing": { ids: true, call: (caller, { leadId }) => caller.act.standing({ leadId }) },
  "nextStep.close": {
    ids: true,
    call: (caller, { nextStepId }) => caller.nextStep.close({ nextStepId, status: "done" }),
  },
  "live.changes": { ids: false, call: (caller) => firstChange(caller) },
  "notification.list": { ids: false, call: (caller) => caller.notification.list({}) },
  "notification.unread": { ids: false, call: (caller) => caller.notification.unread() },
  "notification.read": {
    ids: true,
    call: (caller, { notificationId }) => caller.notification.read({ notificationId }),
  },
  "notification.readAll": { ids: false, call: (caller) => caller.notification.readAll() },
  "notification.settings": { ids: false, call: (caller) => caller.notification.settings({}) },
  "notification.setHotAlerts": {
    ids: false,
    call: (caller) => caller.notification.setHotAlerts({ on: false }),
  },
  "notification.subscribe": {
    ids: false,
    call: (caller) => caller.notification.subscribe({ endpoint: "https://push.example/1", keys: pushKeys }),
  },
  "notification.unsubscribe": {
    ids: false,
    call: (caller) => caller.notification.unsubscribe({ endpoint: "https://push.example/1" }),
  },
  "lead.list": { ids: false, call: (caller) => caller.lead.list({ view: { status: "all" } }) },
  "lead.facets": { ids: false, call: (caller) => caller.lead.facets() },
  "lead.get": { ids: true, call: (caller, { leadId }) => caller.lead.get({ leadId }) },
  "lead.timeline": { ids: true, call: (caller, { leadId }) => caller.lead.timeline({ leadId }) },
  "lead.scoreHistory": { ids: true, call: (caller, { leadId }) => caller.lead.scoreHistory({ leadId }) },
  "lead.revealContact": { ids: true, call: (caller, { leadId }) => caller.lead.revealContact({ leadId }) },
  "lead.changeField": {
    ids: true,
    call: (caller, { leadId }) => caller.lead.changeField({ leadId, field: "budget_max", value: "85 L" }),
  },
  "lead.setListing": {
    ids: true,
    call: (caller, { leadId, listing }) => caller.lead.setListing({ leadId, externalId: listing }),
  },
  "lead.nextStep": { ids: true, call: (caller, { leadId }) => caller.lead.nextStep({ leadId }) },
  "lead.consents": { ids: true, call: (caller, { leadId }) => caller.lead.consents({ leadId }) },
  "listing.similar": { ids: true, call: (caller, { leadId }) => caller.listing.similar({ leadId }) },
  "savedView.list": { ids: false, call: (caller) => caller.savedView.list() },
  "savedView.save": {
    ids: false,
    call: (caller) => caller.savedView.save({ name: randomUUID(), query: { grade: "A" } }),
  },
  "savedView.change": {
    ids: true,
    call: (caller, { savedViewId }) => caller.savedView.change({ viewId: savedViewId, name: randomUUID() }),
  },
  "savedView.remove": {
    ids: true,
    call: (caller, { savedViewId }) => caller.savedView.remove({ viewId: savedViewId }),
  },
  "savedView.restore": {
    ids: true,
    call: (caller, { removedViewId }) =>
      caller.savedView.restore({ viewId: removedViewId, name: randomUUID(), query: {} }),
  },
  "question.request": { ids: true, call: (caller, { leadId }) => caller.question.request({ leadId }) },
  "question.refuse": {
    ids: true,
    call: (caller, { leadId }) => caller.question.refuse({ leadId, field: "budget_max" }),
  },
  "merge.preview": {
    ids: true,
    call: (caller, { leadId, twinId }) => caller.merge.preview({ keptId: leadId, mergedId: twinId }),
  },
  "merge.merge": {
    ids: true,
    call: (caller, { leadId, twinId }) => caller.merge.merge({ keptId: leadId, mergedId: twinId }),
  },
  "merge.undo": { ids: true, call: (caller, { mergeId }) => caller.merge.undo({ mergeId }) },
  "listing.get": { ids: true, call: (caller, { listing }) => caller.listing.get({ externalId: listing }) },
  "listing.search": { ids: false, call: (caller) => caller.listing.search({}) },
  "outcome.move": {
    ids: true,
    call: (caller, { leadId }) => caller.outcome.move({ leadId, step: "visit_done" }),
  },
  "outcome.lose": {
    ids: true,
    call: (caller, { leadId }) => caller.outcome.lose({ leadId, reason: "Junk" }),
  },
  "outcome.reopen": { ids: true, call: (caller, { leadId }) => caller.outcome.reopen({ leadId }) },
  "outcome.undo": { ids: true, call: (caller, { outcomeId }) => caller.outcome.undo({ outcomeId }) },
  "import.list": { ids: false, call: (caller) => caller.import.list({}) },
  "import.get": { ids: true, call: (caller, { importId }) => caller.import.get({ importId }) },
  "import.preview": { ids: true, call: (caller, { importId }) => caller.import.preview({ importId }) },
  "import.start": { ids: true, call: (caller, { importId }) => caller.import.start({ importId }) },
  "import.previewUndo": {
    ids: true,
    call: (caller, { importId }) => caller.import.previewUndo({ importId }),
  },
  "import.undo": { ids: true, call: (caller, { importId }) => caller.import.undo({ importId }) },
  "model.page": { ids: false, call: (caller) => caller.model.page() },
  "model.run": { ids: true, call: (caller, { trainingRunId }) => caller.model.run({ trainingRunId }) },
  "model.chooseColumn": {
    ids: false,
    call: (caller) => caller.model.chooseColumn({ column: "source", choice: "leave" }),
  },
  "scorecard.page": { ids: false, call: (caller) => caller.scorecard.page() },
  "scorecard.standing": { ids: false, call: (caller) => caller.scorecard.standing() },
  "scorecard.values": { ids: false, call: (caller) => caller.scorecard.values({ field: "source" }) },
  "scorecard.preview": { ids: false, call: (caller) => caller.scorecard.preview({ rules: scorecardRules }) },
  "scorecard.put": {
    ids: false,
    call: (caller) => caller.scorecard.put({ rules: scorecardRules, version: 0 }),
  },
  "scorecard.restore": { ids: false, call: (caller) => caller.scorecard.restore({ version: 0 }) },
  "model.train": { ids: false, call: (caller) => caller.model.train({}) },
  "team.report": {
    ids: false,
    call: (caller) => caller.team.report({ from: "2026-11-01", to: "2026-11-07" }),
  },
  "team.previewReassign": {
    ids: false,
    call: (caller) => caller.team.previewReassign({ view: {}, toUserIds: [userId] }),
  },
  "team.reassign": { ids: false, call: (caller) => caller.team.reassign({ view: {}, toUserIds: [userId] }) },
  "team.undoReassign": { ids: true, call: (caller, { bulkId }) => caller.team.undoReassign({ bulkId }) },
  "board.month": { ids: false, call: (caller) => caller.board.month({ month: "2026-01" }) },
  "board.arithmetic": { ids: false, call: (caller) => caller.board.arithmetic({ month: "2026-01" }) },
  "board.appeals": { ids: false, call: (caller) => caller.board.appeals({ month: "2026-01" }) },
  "board.appeal": {
    ids: false,
    call: (caller, { leadId }) =>
      caller.board.appeal({ month: "2026-01", leadId, code: "duplicate", reason: "It was another person." }),
  },
  "board.decideAppeal": {
    ids: true,
    call: (caller, { appealId }) => caller.board.decideAppeal({ appealId, granted: false }),
  },
  "board.checks": { ids: false, call: (caller) => caller.board.checks({ month: "2026-01" }) },
  "board.check": {
    ids: true,
    call: (caller, { drawnId }) =>
      caller.board.check({ month: "2026-01", outcomeId: drawnId, verdict: "right" }),
  },
  "board.settleCheck": {
    ids: true,
    call: (caller, { disputedId }) => caller.board.settleCheck({ outcomeId: disputedId, stands: true }),
  },
  "insights.page": {
    ids: false,
    call: (caller) => caller.insights.page({ from: "2026-11-01", to: "2026-11-07" }),
  },
  "insights.costs": { ids: false, call: (caller) => caller.insights.costs() },
  "insights.putCost": {
    ids: false,
    call: (caller) =>
      caller.insights.putCost({ source: "99acres", fromDay: "2026-11-01", perLeadPaise: 45_000 }),
  },
  "member.list": { ids: false, call: (caller) => caller.member.list() },
  "member.changeRole": {
    ids: true,
    call: (caller, { memberId }) => caller.member.changeRole({ userId: memberId, role: "manager" }),
  },
  "member.changeDesk": {
    ids: true,
    call: (caller, { memberId }) => caller.member.changeDesk({ userId: memberId, dailyLeads: 30 }),
  },
  "member.deactivate": {
    ids: true,
    call: (caller, { memberId }) => caller.member.deactivate({ userId: memberId }),
  },
  "member.reactivate": {
    ids: true,
    call: (caller, { memberId }) => caller.member.reactivate({ userId: memberId }),
  },
  "member.makePasswordLink": {
    ids: true,
    call: (caller, { memberId }) => caller.member.makePasswordLink({ userId: memberId }),
  },
  "member.teams": { ids: false, call: (caller) => caller.member.teams() },
  "member.putTeam": {
    ids: true,
    call: (caller, { teamId }) => caller.member.putTeam({ teamId, name: randomUUID() }),
  },
  "member.removeTeam": { ids: true, call: (caller, { teamId }) => caller.member.removeTeam({ teamId }) },
  "invitation.list": { ids: false, call: (caller) => caller.invitation.list() },
  "invitation.invite": {
    ids: false,
    call: (caller) => caller.invitation.invite({ email: `${randomUUID()}@new.example`, role: "broker" }),
  },
  "invitation.resend": {
    ids: true,
    call: (caller, { invitationId }) => caller.invitation.resend({ invitationId }),
  },
  "invitation.revoke": {
    ids: true,
    call: (caller, { invitationId }) => caller.invitation.revoke({ invitationId }),
  },
  "leave.list": { ids: false, call: (caller) => caller.leave.list({}) },
  "leave.add": {
    ids: true,
    call: (caller) => caller.leave.add({ userId, firstDay: "2099-01-01", lastDay: "2099-01-02" }),
  },
  "leave.remove": { ids: true, call: (caller, { leaveId }) => caller.leave.remove({ leaveId }) },
  "organisation.get": { ids: false, call: (caller) => caller.organisation.get() },
  "organisation.change": { ids: false, call: (caller) => caller.organisation.change({ dailyLeads: 30 }) },
  "organisation.changeLadder": {
    ids: false,
    call: (caller) => caller.organisation.changeLadder({ steps: [{ key: "strange", label: "Strange" }] }),
  },
  "organisation.chooseTarget": {
    ids: false,
    call: (caller) => caller.organisation.chooseTarget({ step: "won" }),
  },
  "organisation.previewCutoffs": {
    ids: false,
    call: (caller) => caller.organisation.previewCutoffs({ A: 80, B: 60, C: 40 }),
  },
  "organisation.changeCutoffs": {
    ids: false,
    call: (caller) => caller.organisation.changeCutoffs({ A: 80, B: 60, C: 40 }),
  },
  "organisation.offerHolidays": {
    ids: false,
    call: (caller) => caller.organisation.offerHolidays({ year: 2026 }),
  },
  "organisation.removeSample": { ids: false, call: (caller) => caller.organisation.removeSample() },
  "organisation.removal": { ids: false, call: (caller) => caller.organisation.removal() },
  "audit.list": { ids: false, call: (caller) => caller.audit.list({}) },
  "quality.summary": { ids: false, call: (caller) => caller.quality.summary({ days: 7 }) },
  "quality.twins": { ids: false, call: (caller) => caller.quality.twins() },
  "quality.suspects": { ids: false, call: (caller) => caller.quality.suspects({ days: 7 }) },
  "quality.judge": {
    ids: true,
    call: (caller, { visitorId }) => caller.quality.judge({ visitorId, bot: true, reason: "fast" }),
  },
  "quality.keepVisitors": { ids: false, call: (caller) => caller.quality.keepVisitors({ days: 90 }) },
  "apiKey.list": { ids: false, call: (caller) => caller.apiKey.list() },
  "apiKey.create": {
    ids: false,
    call: (caller) => caller.apiKey.create({ kind: "secret", name: "Portal", scopes: ["events:write"] }),
  },
  "apiKey.rotate": { ids: true, call: (caller, { apiKeyId }) => caller.apiKey.rotate({ id: apiKeyId }) },
  "apiKey.revoke": { ids: true, call: (caller, { apiKeyId }) => caller.apiKey.revoke({ id: apiKeyId }) },
  "webhook.list": { ids: false, call: (caller) => caller.webhook.list() },
  "webhook.create": { ids: false, call: (caller) => caller.webhook.create(webhook) },
  "webhook.update": {
    ids: true,
    call: (caller, { webhookId }) => caller.webhook.update({ ...webhook, id: webhookId }),
  },
  "webhook.rotate": { ids: true, call: (caller, { webhookId }) => caller.webhook.rotate({ id: webhookId }) },
  "webhook.test": { ids: true, call: (caller, { webhookId }) => caller.webhook.test({ id: webhookId }) },
  "webhook.deliveries": {
    ids: true,
    call: (caller, { webhookId }) => caller.webhook.deliveries({ id: webhookId }),
  },
  "webhook.replay": {
    ids: true,
    call: (caller, { webhookId, deliveryId }) => caller.webhook.replay({ id: webhookId, deliveryId }),
  },
  "webhook.replayDead": {
    ids: true,
    call: (caller, { webhookId }) => caller.webhook.replayDead({ id: webhookId, since: new Date(0) }),
  },
  "webhook.remove": { ids: true, call: (caller, { webhookId }) => caller.webhook.remove({ id: webhookId }) },
  "whatsapp.list": { ids: false, call: (caller) => caller.whatsapp.list() },
  "whatsapp.start": { ids: false, call: (caller) => caller.whatsapp.start() },
  "whatsapp.save": {
    ids: true,
    call: (caller, { connectionId }) =>
      caller.whatsapp.save({ id: connectionId, account: "106540352242922" }),
  },
  "whatsapp.remove": {
    ids: true,
    call: (caller, { connectionId }) => caller.whatsapp.remove({ id: connectionId }),
  },
  "enrichment.request": { ids: true, call: (caller, { leadId }) => caller.enrichment.request({ leadId }) },
  "enrichment.providers": { ids: false, call: (caller) => caller.enrichment.providers() },
  "enrichment.enrichable": { ids: false, call: (caller) => caller.enrichment.enrichable() },
  "enrichment.try": {
    ids: true,
    call: (caller, { providerId, leadId }) => caller.enrichment.try({ providerId, leadId }),
  },
  "enrichment.put": {
    ids: true,
    call: (caller, { providerId }) => caller.enrichment.put({ ...provider("Who is who"), id: providerId }),
  },
  "enrichment.remove": {
    ids: true,
    call: (caller, { providerId }) => caller.enrichment.remove({ id: providerId }),
  },
};

function provider(name: string) {
  const url = "https://api.example.com/people?email={email}";
  return {
    name,
    monthlyBudget: 10,
    settings: { method: "GET" as const, url, mapping: { job_title: "title" } },
  };
}

async function firstChange(caller: Caller): Promise<unknown> {
  for await (const change of await caller.live.changes()) return change;
  throw new Error("The stream said nothing.");
}

const scorecardRules = [
  { feature: "visits_booked", condition: { is: "at_least" as const, value: 1 }, points: 20 },
];
/** of a browser in RFC 8291's example */
const pushKeys = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};
const userId = randomUUID();
let platform: Platform & { close(): Promise<void> };
let orgId: string;
let otherOrgId: string;

beforeAll(async () => {
  const { ownerUrl, keyFile } = inject("leadliftDatabase");
  const env = readEnvironment({ DATABASE_URL: ownerUrl, LEADLIFT_KEY_FILE: keyFile, LOG_LEVEL: "silent" });
  platform = await openPlatform(env, "web test", { poolSize: 4 });
  orgId = await newOrganisation();
  await newMember(orgId, userId);
  otherOrgId = await newOrganisation();
});

afterAll(() => platform.close());

describe("every procedure", () => {
  const procedures = Object.entries<object>(appRouter._def.procedures);

  it("is called by these tests", () => {
    expect(procedures.map(([path]) => path).sort()).toEqual(Object.keys(calls).sort());
  });

  describe.each(roles)("as %s", (role) => {
    it.each(procedures)("%s answers exactly those who may", async (path, procedure) => {
      const ids = await newRows(orgId);
      const code = await codeOf(path, session(orgId, role), ids);
      if (can(role, permissionOf(procedure))) {
        // What is asked may be impossible here, but neither refused nor a fault of ours.
        expect(["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "INTERNAL_SERVER_ERROR"]).not.toContain(code);
      } else {
        expect(code).toBe("FORBIDDEN");
      }
    });
  });

  it.each(procedures)("%s finds nothing of another organisation", async (path) => {
    const ids = await newRows(orgId);
    const other = session(otherOrgId, "admin");
    if (calls[path]?.ids) {
      expect(await codeOf(path, other, ids)).toBe("NOT_FOUND");
    } else {
      const answer = await answerOf(path, other, ids).catch(() => null);
      for (const id of Object.values(ids)) expect(JSON.stringify(answer)).not.toContain(id);
    }
  });

  it.each(procedures)("%s asks whoever is not signed in to sign in", async (path) => {
    expect(await codeOf(path, null, await newRows(orgId))).toBe("UNAUTHORIZED");
  });
});

function answerOf(path: string, who: Session | null, ids: Ids): Promise<unknown> {
  const found = calls[path];
  if (!found) throw new Error(`No call for ${path}`);
  return found.call(createCaller(requestContextOf(platform, who)), ids);
}

/** Null when the call was answered. */
async function codeOf(path: string, who: Session | null, ids: Ids): Promise<string | null> {
  try {
    await answerOf(path, who, ids);
    return null;
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

function permissionOf(procedure: object): Permission {
  const definition = "_def" in procedure ? procedure._def : null;
  const meta = typeof definition === "object" && definition && "meta" in definition ? definition.meta : null;
  const needed = typeof meta === "object" && meta && "can" in meta ? meta.can : null;
  const found = permissions.find((permission) => permission === needed);
  if (!found) throw new Error("This procedure declares no permission.");
  return found;
}

function session(of: string, role: Session["role"]): Session {
  return { userId, orgId: of, role, name: "Asha Rao", orgName: "Test" };
}

async function newOrganisation(): Promise<string> {
  const slug = `web-${randomUUID()}`;
  return (await createOrganisation(platform, { name: slug, slug })).orgId;
}

async function newMember(of: string, id: string): Promise<string> {
  const { authPool } = platform.db;
  await authPool.query(
    `insert into "user" ("id", "name", "email", "emailVerified") values ($1, 'Asha Rao', $2, true)`,
    [id, `${id}@member.example`],
  );
  await authPool.query(
    `insert into member ("id", "organizationId", "userId", "role", "createdAt") values ($1, $2, $3, 'broker', now())`,
    [randomUUID(), of, id],
  );
  return id;
}

async function newUpload(ctx: Context): Promise<string> {
  const file = new TextEncoder().encode("Name,Phone\nRhea Mehta,9876543210\n");
  async function* bytes() {
    yield file;
  }
  return (await receiveUpload(ctx, { filename: "leads.csv", contentLength: file.length, bytes: bytes() }))
    .importId;
}

/** The only one: an organisation has but a few. */
async function newWebhook(ctx: Context): Promise<{ webhookId: string; deliveryId: string }> {
  // There may be twenty, and every call makes rows anew.
  await ctx.db.withOrg(ctx.orgId, (tx) => tx.webhookEndpoint.deleteMany());
  const { id: webhookId } = await createWebhook(ctx, webhook);
  const { deliveryId } = await sendTest(ctx, { id: webhookId });
  await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.webhookDelivery.updateMany({ where: { id: deliveryId }, data: { status: "dead" } }),
  );
  return { webhookId, deliveryId };
}

async function newConnection(ctx: Context): Promise<string> {
  await ctx.db.withOrg(ctx.orgId, (tx) => tx.connection.deleteMany());
  return (await startConnection(ctx)).id;
}

async function newProvider(ctx: Context): Promise<string> {
  for (const { id } of await listProviders(ctx)) await removeProvider(ctx, { id });
  return (await putProvider(ctx, provider(randomUUID()))).id;
}

async function newListing(ctx: Context): Promise<string> {
  const externalId = randomUUID();
  await putListing(ctx, { externalId });
  return externalId;
}

/** What a manager has to decide on about January's board. */
async function newFindings(
  tx: Parameters<Parameters<Context["db"]["withOrg"]>[1]>[0],
  of: string,
  { leadId, memberId, appealId, drawnId, disputedId }: Ids,
) {
  const month = new Date("2026-01-01");
  const at = new Date("2026-01-10");
  const rules = { ...ruleConstants, target: null, base: null, curve: null };
  await tx.boardPeriod.upsert({
    where: { orgId_month: { orgId: of, month } },
    create: { orgId: of, month, rulesVersion: 2, rules, frozenAt: at },
    update: {},
  });
  const outcome = { orgId: of, leadId, step: "lost", source: "user", recordedAt: at, actorId: memberId };
  await tx.leadOutcome.create({ data: { ...outcome, id: drawnId } });
  await tx.leadOutcome.create({ data: { ...outcome, id: disputedId, undoneAt: at, actorId: randomUUID() } });
  const about = { orgId: of, month, leadId, userId: memberId };
  await tx.outcomeCheck.create({
    data: { ...about, id: randomUUID(), outcomeId: disputedId, verdict: "wrong", checkedAt: at },
  });
  // Of a month that nobody reads here: nothing seals what it says.
  const before = new Date("2025-12-01");
  await tx.boardAppeal.create({
    data: {
      ...about,
      month: before,
      id: appealId,
      code: "duplicate",
      reasonSealed: Buffer.alloc(8),
      createdAt: at,
    },
  });
}

/** A lead that was contacted, a file that waits to be imported, a training run, a key: one of each thing that has an id. */
async function newRows(of: string): Promise<Ids> {
  const ctx = await systemContext(platform, of);
  const ids: Ids = {
    bulkId: randomUUID(),
    actId: randomUUID(),
    nextStepId: "",
    leadId: randomUUID(),
    twinId: randomUUID(),
    mergeId: randomUUID(),
    listing: await newListing(ctx),
    outcomeId: randomUUID(),
    importId: await newUpload(ctx),
    trainingRunId: randomUUID(),
    apiKeyId: (await createApiKey(ctx, { kind: "secret", name: "Portal", scopes: ["events:write"] })).id,
    connectionId: await newConnection(ctx),
    ...(await newWebhook(ctx)),
    providerId: await newProvider(ctx),
    visitorId: randomUUID(),
    memberId: await newMember(of, randomUUID()),
    teamId: randomUUID(),
    invitationId: randomUUID(),
    leaveId: randomUUID(),
    appealId: randomUUID(),
    drawnId: randomUUID(),
    disputedId: randomUUID(),
    savedViewId: randomUUID(),
    notificationId: randomUUID(),
    removedViewId: randomUUID(),
  };
  const personId = randomUUID();
  const { wrappedKey } = ctx.organisation.crypto.newPersonKey(personId);
  await ctx.db.withOrg(of, async (tx) => {
    await tx.person.create({ data: { orgId: of, id: personId, wrappedKey } });
    await tx.lead.create({ data: { orgId: of, id: ids.leadId, personId, step: "contacted" } });
    await newFindings(tx, of, ids);
    const mergedId = randomUUID();
    await tx.lead.create({ data: { orgId: of, id: ids.twinId, personId } });
    await tx.lead.create({ data: { orgId: of, id: mergedId, personId, mergedInto: ids.leadId } });
    const merge = { id: ids.mergeId, keptId: ids.leadId, mergedId, actorId: userId, recordedAt: new Date() };
    await tx.leadMerge.create({ data: { orgId: of, ...merge } });
    await tx.leadOutcome.create({
      data: {
        orgId: of,
        id: ids.outcomeId,
        leadId: ids.leadId,
        step: "contacted",
        source: "user",
        actorId: userId,
      },
    });
    const now = new Date();
    await tx.auditEntry.create({
      data: {
        orgId: of,
        id: randomUUID(),
        actorKind: "system",
        action: "lead.bulk-reassign",
        subjectType: "assignment",
        subjectId: ids.bulkId,
        detail: { cause: "bulk", at: now.toISOString() },
      },
    });
    await tx.savedView.create({
      data: { orgId: of, id: ids.savedViewId, ownerId: userId, name: ids.savedViewId, query: {} },
    });
    await tx.auditEntry.create({
      data: {
        orgId: of,
        id: randomUUID(),
        actorKind: "user",
        actorId: userId,
        action: "saved-view.remove",
        subjectType: "saved-view",
        subjectId: ids.removedViewId,
        detail: { owner: userId, shared: false },
      },
    });
    const [firstDay, lastDay] = [new Date("2098-01-01"), new Date("2098-01-02")];
    await tx.leave.create({ data: { orgId: of, id: ids.leaveId, userId, firstDay, lastDay } });
    await tx.team.create({ data: { orgId: of, id: ids.teamId, name: ids.teamId } });
    const place = { table: "invitation", column: "email_sealed", row: ids.invitationId };
    const emailSealed = ctx.organisation.crypto.seal(place, "nila@new.example");
    const sealed = { emailSealed, emailIndex: randomBytes(16), tokenHash: randomBytes(32) };
    const invitation = { orgId: of, id: ids.invitationId, role: "broker", expiresAt: now, ...sealed };
    await tx.invitation.create({ data: invitation });
    await tx.notification.create({
      data: { orgId: of, id: ids.notificationId, userId, kind: "hot", leadId: ids.leadId, at: now },
    });
    await tx.visitor.create({
      data: { orgId: of, id: ids.visitorId, firstSeenAt: now, lastSeenAt: now, datacentreAt: now },
    });
    await tx.trainingRun.create({
      data: { orgId: of, id: ids.trainingRunId, status: "failed", targetStep: "won", horizonDays: 30 },
    });
  });
  const planned = await act(await userContext(platform, session(of, "broker")), {
    id: ids.actId,
    leadId: ids.leadId,
    occurredAt: new Date(),
    kind: "planned",
    next: { kind: "call", dueAt: new Date() },
  });
  const added = planned.effects.find((effect) => effect.kind === "step_added");
  ids.nextStepId = added?.id ?? "";
  return ids;
}
