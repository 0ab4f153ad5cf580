import { randomUUID } from "node:crypto";
import { listConnections } from "@leadlift/services/connection/list";
import { removeConnection } from "@leadlift/services/connection/remove";
import { saveConnection } from "@leadlift/services/connection/save";
import { startConnection } from "@leadlift/services/connection/start";
import { openText } from "@leadlift/services/event/text";
import { createTenant, type Tenant, userIdOf } from "@leadlift/services/lead/test/tenant";
import { putScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenApi, openApi } from "../test/open-api.ts";
import {
  connectNumber,
  messageOf,
  newNumber,
  notificationOf,
  signed,
  statusOf,
  type TestNumber,
} from "../test/whatsapp.ts";

let api: OpenApi;
let home: Tenant;
let number: TestNumber;
beforeAll(async () => {
  api = await openApi();
});
beforeEach(async () => {
  // Never closed, so that somebody is on duty at any hour.
  home = await createTenant(api.platform, { businessHours: {} });
  number = await connectNumber(home);
});
afterAll(() => api.close());

async function post(rawBody: string | Buffer, headers = signed(number.secret, rawBody), path = number.path) {
  const answer = await api.app.inject({ method: "POST", url: path, headers, payload: rawBody });
  const code = answer.body === "" ? undefined : (answer.json() as { code: string }).code;
  return { status: answer.statusCode, code };
}

const deliver = (body: object) => post(JSON.stringify(body));
const say = (from: string, content?: object, more: object = {}) => {
  const messages = [messageOf(from, content)];
  const contacts = [{ wa_id: from, profile: { name: "Asha Kulkarni" } }];
  return deliver(notificationOf(number, { messages, contacts, ...more }));
};

function everything(tenant = home) {
  const { id: orgId } = tenant.org;
  return api.platform.db.withOrg(orgId, async (tx) => ({
    persons: await tx.person.findMany({ include: { contactPoints: true } }),
    leads: await tx.lead.findMany({ orderBy: { id: "asc" } }),
    events: await tx.event.findMany({ orderBy: [{ occurredAt: "asc" }, { id: "asc" }] }),
    items: await tx.inboxItem.findMany(),
    statuses: await tx.messageStatus.findMany(),
    consents: await tx.consentEntry.findMany({ orderBy: { occurredAt: "asc" } }),
    promises: await tx.outbox.findMany(),
    notices: await tx.notification.count(),
  }));
}

async function textsOf(): Promise<(string | null)[]> {
  const { events, persons } = await everything();
  return events.map(({ id, textSealed, textPersonId }) => {
    const owner = persons.find((person) => person.id === textPersonId);
    return textSealed && owner
      ? openText(home.system, { personId: owner.id, wrappedKey: owner.wrappedKey }, id, textSealed)
      : null;
  });
}

describe("a message of somebody nobody knows", () => {
  test("makes a person, a lead and an event, promises a score, and asks who takes the lead, before it is answered", async () => {
    const condition = { is: "one_of" as const, values: ["whatsapp"] };
    await putScorecard(home.manager, { rules: [{ feature: "source", condition, points: 10 }], version: 0 });
    expect(await say(newNumber())).toEqual({ status: 200, code: undefined });
    const { persons, leads, events, items, promises, notices } = await everything();
    expect(notices).toBe(2);
    expect(persons).toHaveLength(1);
    expect(leads).toMatchObject([
      { source: "whatsapp", kind: "buyer", status: "open", personId: persons[0]?.id },
    ]);
    expect(events).toMatchObject([
      { type: "whatsapp_in", leadId: leads[0]?.id, properties: { kind: "text" } },
    ]);
    expect(await textsOf()).toEqual(["3 BHK in Wakad?"]);
    expect(items).toMatchObject([{ kind: "message", personId: persons[0]?.id, connectionId: number.id }]);
    expect(promises.map(({ job }) => job)).toContain("lead.score");
    const state = await api.platform.db.withOrg(home.org.id, (tx) => tx.leadState.findMany());
    expect(state).toMatchObject([{ leadId: leads[0]?.id }]);
  });

  test("is given to a broker in turn where the organisation wants that", async () => {
    home = await createTenant(api.platform, { businessHours: {}, handOut: "in_turn" });
    number = await connectNumber(home);
    await say(newNumber());
    await say(newNumber());
    const owners = (await everything()).leads.map(({ ownerId }) => ownerId).sort();
    expect(owners).toEqual([userIdOf(home.broker), userIdOf(home.colleague)].sort());
  });

  test("keeps neither number, words nor the message's id where they can be read", async () => {
    const from = newNumber();
    const message = messageOf(from, { type: "text", text: { body: "canary words" } });
    await deliver(notificationOf(number, { messages: [message] }));
    const { items, events, leads } = await everything();
    const readable = [...items, ...events, ...leads].map((row) =>
      Object.values(row).map((value) =>
        value instanceof Uint8Array
          ? Buffer.from(value).toString("latin1")
          : String(JSON.stringify(value, plain)),
      ),
    );
    for (const secret of [from, message.id, "canary"])
      expect(readable.flat().join("\n")).not.toContain(secret);
  });

  test("tells the advertisement that it came by as the lead's attributes", async () => {
    const referral = {
      source_type: "ad",
      source_id: "1202",
      source_url: "https://fb.me/x",
      headline: "3 BHK\u0000 in Wakad",
    };
    await say(newNumber(), { type: "text", text: { body: "Hi" }, referral });
    const { leads, events } = await everything();
    expect(leads[0]?.attributes).toEqual({
      whatsapp_ad: "1202",
      whatsapp_ad_type: "ad",
      whatsapp_ad_headline: "3 BHK in Wakad",
    });
    expect(events[0]?.properties).toMatchObject({ campaign: "1202" });
  });
});

describe("the same message", () => {
  test("again, in other company and at once from many sides makes nothing twice", async () => {
    const from = newNumber();
    const message = messageOf(from);
    const body = notificationOf(number, { messages: [message] });
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const again = messageOf(from, { type: "text", text: { body: "And parking?" } });
    expect(await deliver(notificationOf(number, { messages: [message, again, message] }))).toMatchObject({
      status: 200,
    });
    const { persons, leads, events, items } = await everything();
    expect([persons.length, leads.length, events.length, items.length]).toEqual([1, 1, 2, 2]);
  });

  test("after the number was connected anew is still the same", async () => {
    const body = notificationOf(number, { messages: [messageOf(newNumber())] });
    await deliver(body);
    await removeConnection(home.admin, { id: number.id });
    const { account, secret } = number;
    number = { ...(await connectNumber(home)), account, secret };
    await saveConnection(home.admin, { id: number.id, account, secret });
    expect(await deliver(body)).toMatchObject({ status: 200 });
    expect((await everything()).events).toHaveLength(1);
  });

  test("of two organisations is each one's own", async () => {
    const other = await createTenant(api.platform);
    const theirs = await connectNumber(other);
    const message = messageOf(newNumber());
    await deliver(notificationOf(number, { messages: [message] }));
    const body = JSON.stringify(notificationOf(theirs, { messages: [message] }));
    expect(await post(body, signed(theirs.secret, body), theirs.path)).toMatchObject({ status: 200 });
    for (const tenant of [home, other]) expect((await everything(tenant)).events).toHaveLength(1);
  });
});

describe("more messages", () => {
  test("of somebody with an open lead belong to it; after it is lost they make a new one", async () => {
    const from = newNumber();
    await say(from);
    await say(from, { type: "image", image: { id: "1", caption: "Like this" } });
    await api.platform.db.withOrg(home.org.id, (tx) => tx.lead.updateMany({ data: { status: "lost" } }));
    await say(from);
    const { persons, leads, events } = await everything();
    expect([persons.length, leads.length]).toEqual([1, 2]);
    expect(events.map(({ leadId }) => leadId)).toEqual([leads[0]?.id, leads[0]?.id, leads[1]?.id]);
  });

  test("out of order stand in the order in which they were written", async () => {
    const from = newNumber();
    const at = Math.floor(Date.now() / 1_000) - 600;
    const written = (seconds: number, body: string) => ({
      ...messageOf(from, { type: "text", text: { body } }),
      timestamp: String(at + seconds),
    });
    await deliver(notificationOf(number, { messages: [written(20, "third")] }));
    await deliver(notificationOf(number, { messages: [written(10, "second"), written(0, "first")] }));
    expect(await textsOf()).toEqual(["first", "second", "third"]);
  });

  test("of a thousand people in one body are all taken, and none of them twice when it comes again", async () => {
    const messages = Array.from({ length: 1_000 }, () => messageOf(newNumber()));
    const body = notificationOf(number, { messages });
    expect(await deliver(body)).toMatchObject({ status: 200 });
    expect(await deliver(body)).toMatchObject({ status: 200 });
    const { leads, events } = await everything();
    expect([leads.length, events.length]).toEqual([1_000, 1_000]);
  });

  test.each([
    ["button", { button: { text: "Call me" } }, "Call me"],
    ["interactive", { interactive: { list_reply: { title: "3 BHK" } } }, "3 BHK"],
    ["location", { location: { latitude: 18.5, longitude: 73.8 } }, "18.5, 73.8"],
    ["audio", { audio: { id: "1" } }, null],
    ["unsupported", { errors: [{ code: 131051 }] }, null],
  ])("of the type %s are leads' words too", async (type, content, text) => {
    await say(newNumber(), { type, ...content });
    expect((await everything()).events).toMatchObject([{ type: "whatsapp_in", properties: { kind: type } }]);
    expect(await textsOf()).toEqual([text]);
  });
});

describe("what is no enquiry", () => {
  test.each([
    ["a reaction", { type: "reaction", reaction: { emoji: "👍", message_id: "wamid.0" } }],
    ["STOP", { type: "text", text: { body: "Stop" } }],
    ["something said in a group", { type: "text", text: { body: "Hi all" }, group_id: "Y2F" }],
    ["a type nobody knows", { type: "hologram", hologram: {} }],
    [
      "a number that changed",
      { type: "system", system: { type: "user_changed_number", wa_id: "919811111111" } },
    ],
    ["somebody without a number", { type: "text", from: undefined, from_user_id: "IN.1349" }],
  ])("of a stranger is stored and answered, and makes no lead: %s", async (_, content) => {
    expect(await say(newNumber(), content)).toMatchObject({ status: 200 });
    const { leads, persons, items, events } = await everything();
    expect([leads.length, persons.length, events.length, items.length]).toEqual([0, 0, 0, 1]);
  });

  test("a reaction of somebody known counts, and waits for no answer", async () => {
    const from = newNumber();
    await say(from);
    await say(from, { type: "reaction", reaction: { emoji: "👍", message_id: "wamid.0" } });
    expect((await everything()).events.map(({ type }) => type).sort()).toEqual([
      "social_engagement",
      "whatsapp_in",
    ]);
  });

  test("a field that we do not know is stored and answered", async () => {
    expect(
      await deliver(notificationOf(number, { event: "FLAGGED" }, "phone_number_quality_update")),
    ).toMatchObject({
      status: 200,
    });
    expect((await everything()).items).toMatchObject([{ kind: "other", personId: null }]);
  });
});

describe("a number that changed", () => {
  const change = (from: string, to: string) =>
    say(from, { type: "system", system: { type: "user_changed_number", wa_id: to } });

  test("is another of the same person's: who writes from it is no stranger", async () => {
    const [before, after] = [newNumber(), newNumber()];
    await say(before);
    await change(before, after);
    await say(after);
    const { persons, leads, events } = await everything();
    expect([persons.length, leads.length, events.length]).toEqual([1, 1, 2]);
    expect(persons[0]?.contactPoints).toHaveLength(2);
  });

  test("and is somebody else's already stays theirs", async () => {
    const [mine, theirs] = [newNumber(), newNumber()];
    await say(mine);
    await say(theirs);
    await change(mine, theirs);
    expect((await everything()).persons.map(({ contactPoints }) => contactPoints.length)).toEqual([1, 1]);
  });
});

describe("who wants no more marketing", () => {
  test("by a word withdraws it in the ledger, once, and is still heard", async () => {
    const from = newNumber();
    await say(from);
    const body = notificationOf(number, {
      messages: [messageOf(from, { type: "text", text: { body: "STOP." } })],
    });
    await deliver(body);
    await deliver(body);
    const { consents, events } = await everything();
    expect(consents).toMatchObject([
      { purpose: "whatsapp_marketing", status: "withdrawn", channel: "whatsapp" },
    ]);
    expect(events).toHaveLength(2);
  });

  test("by WhatsApp's own setting withdraws it and gives it again, whichever comes first", async () => {
    const from = newNumber();
    await say(from);
    const at = Math.floor(Date.now() / 1_000);
    const wish = (value: string, timestamp: number) =>
      deliver(
        notificationOf(
          number,
          { user_preferences: [{ wa_id: from, category: "marketing_messages", value, timestamp }] },
          "user_preferences",
        ),
      );
    await wish("resume", at - 10);
    await wish("stop", at - 20);
    await wish("stop", at - 20);
    expect((await everything()).consents.map(({ status }) => status)).toEqual(["withdrawn", "given"]);
  });
});

describe("statuses of messages", () => {
  test("only ever go on, whatever order they come in, and a message is read once", async () => {
    const from = newNumber();
    await say(from);
    const id = `wamid.${randomUUID()}`;
    const status = (name: string, more: object = {}) =>
      deliver(notificationOf(number, { statuses: [statusOf(from, id, name, more)] }));
    const seen: (string | undefined)[] = [];
    for (const name of ["sent", "read", "delivered", "sent", "read"]) {
      expect(await status(name)).toMatchObject({ status: 200 });
      seen.push((await everything()).statuses[0]?.status);
    }
    expect(seen).toEqual(["sent", "read", "read", "read", "read"]);
    const { events, statuses } = await everything();
    expect(statuses).toHaveLength(1);
    expect(events.filter(({ type }) => type === "whatsapp_read")).toHaveLength(1);
    await status("failed", { errors: [{ code: 131026 }] });
    expect((await everything()).statuses[0]?.status).toBe("read");
  });

  test("that a message failed is kept with the code", async () => {
    const errors = [{ code: 131026, title: "Undeliverable" }];
    await deliver(
      notificationOf(number, { statuses: [statusOf(newNumber(), "wamid.f", "failed", { errors })] }),
    );
    expect((await everything()).statuses).toMatchObject([
      { status: "failed", errorCode: 131026, personId: null },
    ]);
  });
});

test("what a colleague wrote in the app is our word to the lead, and its status is no second one", async () => {
  const to = newNumber();
  await say(to);
  const echo = { ...messageOf("15550783881", { type: "text", text: { body: "Come at 5" } }), to };
  await deliver(notificationOf(number, { message_echoes: [echo] }, "smb_message_echoes"));
  await deliver(notificationOf(number, { statuses: [statusOf(to, echo.id, "delivered")] }));
  const { events, statuses } = await everything();
  expect(events.map(({ type }) => type).sort()).toEqual(["whatsapp_in", "whatsapp_out"]);
  expect(statuses).toHaveLength(1);
});

describe("a body that is not for us", () => {
  test("is answered and not kept where it is another number's, which the page then tells", async () => {
    const body = notificationOf({ account: "999999999999999" }, { messages: [messageOf(newNumber())] });
    expect(await deliver(body)).toMatchObject({ status: 200 });
    const { items, leads } = await everything();
    expect([items.length, leads.length]).toEqual([0, 0]);
    expect(await listConnections(home.admin)).toMatchObject([
      { otherAccount: "999999999999999", lastMessageAt: null },
    ]);
    await say(newNumber());
    expect(await listConnections(home.admin)).toMatchObject([
      { otherAccount: null, displayName: "15550783881" },
    ]);
  });

  test("takes nothing with a wrong signature, none, or one of other bytes, and the page tells it", async () => {
    const body = JSON.stringify(notificationOf(number, { messages: [messageOf(newNumber())] }));
    const { "x-hub-signature-256": signature = "", ...unsigned } = signed(number.secret, body);
    const refused = { status: 401, code: "bad_signature" };
    expect(await post(body, signed("another secret", body))).toEqual(refused);
    expect(await post(body, unsigned)).toEqual(refused);
    expect(await post(` ${body}`, { ...unsigned, "x-hub-signature-256": signature })).toEqual(refused);
    expect((await everything()).items).toEqual([]);
    expect((await listConnections(home.admin))[0]?.refusedAt).toBeInstanceOf(Date);
    expect(await api.app.metrics.text()).toMatch(
      /leadlift_hook_total\{channel="whatsapp",answer="bad_signature"\} [1-9]/,
    );
  });

  test("is verified by its bytes, whatever type it claims and however its letters are escaped", async () => {
    const message = messageOf(newNumber(), { type: "text", text: { body: "HOUSE" } });
    const body = JSON.stringify(notificationOf(number, { messages: [message] })).replace(
      "HOUSE",
      "\\ud83c\\udfe0",
    );
    expect(await post(body, { ...signed(number.secret, body), "content-type": "text/weird" })).toMatchObject({
      status: 200,
    });
    expect(await textsOf()).toEqual(["🏠"]);
  });

  test.each([
    ["no JSON", "hello"],
    ["another product's", '{"object":"page","entry":[]}'],
    ["a prototype's", '{"__proto__":{"object":"whatsapp_business_account"}}'],
    ["nothing", ""],
  ])("is refused as unreadable when it is %s", async (_, body) => {
    expect(await post(body)).toEqual({ status: 400, code: "bad_notification" });
  });

  test("at an address of nothing, or of nobody's id, is answered as such", async () => {
    const body = JSON.stringify(notificationOf(number, {}));
    for (const id of [randomUUID(), "x", "%00", `${number.id}x`]) {
      const path = `/v1/hooks/whatsapp/${id}`;
      expect(await post(body, signed(number.secret, body), path)).toEqual({
        status: 404,
        code: "unknown_connection",
      });
    }
  });

  test("is too large beyond three megabytes", async () => {
    const body = "x".repeat(3 * 1024 ** 2 + 1);
    expect(await post(body)).toEqual({ status: 413, code: "too_large" });
  });
});

describe("a connection", () => {
  const ask = (query: Record<string, string>, path = number.path) =>
    api.app.inject({ method: "GET", url: path, query });
  const asked = () => ({
    "hub.mode": "subscribe",
    "hub.verify_token": number.verifyToken,
    "hub.challenge": "115820",
  });

  test("gives Meta its challenge back for its own token, and then tells so", async () => {
    const answer = await ask(asked());
    expect([answer.statusCode, answer.body]).toEqual([200, "115820"]);
    expect(answer.headers["content-type"]).toContain("text/plain");
    expect((await listConnections(home.admin))[0]?.verifiedAt).toBeInstanceOf(Date);
    for (const wrong of [{ ...asked(), "hub.verify_token": "x" }, {}])
      expect((await ask(wrong)).statusCode).toBe(403);
    expect((await ask(asked(), `/v1/hooks/whatsapp/${randomUUID()}`)).statusCode).toBe(403);
  });

  test("accepts the secret before for a day after it is changed", async () => {
    const body = JSON.stringify(notificationOf(number, { messages: [messageOf(newNumber())] }));
    const before = number.secret;
    const after = randomUUID();
    await saveConnection(home.admin, { id: number.id, secret: after });
    expect(await post(body, signed(before, body))).toMatchObject({ status: 200 });
    await expect
      .poll(async () => (await post(body, signed(after, body))).status, { interval: 50, timeout: 5_000 })
      .toBe(200);
    const tomorrow = { ...home.admin, now: () => new Date(Date.now() + 25 * 3_600_000) };
    expect((await listConnections(home.admin))[0]?.previousUntil).toBeInstanceOf(Date);
    expect((await listConnections(tomorrow))[0]?.previousUntil).toBeNull();
  });

  test("that is removed takes nothing within a second, and what came stays", async () => {
    await say(newNumber());
    await removeConnection(home.admin, { id: number.id });
    await expect
      .poll(async () => (await say(newNumber())).status, { interval: 50, timeout: 5_000 })
      .toBe(404);
    expect((await everything()).leads.length).toBeGreaterThanOrEqual(1);
  });

  test("without a secret refuses everything", async () => {
    const { id } = await startConnection(home.admin);
    const body = JSON.stringify(notificationOf(number, {}));
    expect(await post(body, signed("", body), `/v1/hooks/whatsapp/${id}`)).toEqual({
      status: 401,
      code: "bad_signature",
    });
  });

  test("is an administrator's, of their own organisation; one number is connected once", async () => {
    for (const ctx of [home.broker, home.manager]) {
      await expect(startConnection(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(listConnections(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(saveConnection(ctx, { id: number.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(removeConnection(ctx, { id: number.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const other = await createTenant(api.platform);
    await expect(saveConnection(other.admin, { id: number.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(removeConnection(other.admin, { id: number.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await listConnections(other.admin)).toEqual([]);
    const { id } = await startConnection(home.admin);
    await expect(saveConnection(home.admin, { id, account: number.account })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});

function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
