import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChannelEvent } from "./channel-event.ts";
import { parseNotification, Unreadable } from "./parse.ts";

const account = "106540352242922";
const metadata = { display_phone_number: "15550783881", phone_number_id: account };
const contacts = [{ profile: { name: "Asha" }, wa_id: "919800000001" }];

function parse(value: object, field = "messages"): ChannelEvent[] {
  return parseBody({
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [{ field, value }] }],
  });
}

const parseBody = (body: unknown) => parseNotification(Buffer.from(JSON.stringify(body)));

function message(content: object): ChannelEvent | undefined {
  const own = { from: "919800000001", id: "wamid.1", timestamp: "1749416383", ...content };
  return parse({ messaging_product: "whatsapp", metadata, contacts, messages: [own] })[0];
}

describe("a message", () => {
  test("is whose, when, and what was written; what we do not know of it is ignored", () => {
    expect(
      message({ type: "text", text: { body: " 3BHK? 🏠 ", preview: 1 }, new_in_2027: {} }),
    ).toMatchObject({
      kind: "message",
      account,
      id: "wamid.1",
      at: new Date("2025-06-08T20:59:43Z"),
      from: "+919800000001",
      name: "Asha",
      type: "text",
      text: "3BHK? 🏠",
      referral: null,
    });
  });

  test.each([
    ["button", { button: { text: "Yes, call me", payload: "x" } }, "Yes, call me"],
    [
      "interactive",
      { interactive: { type: "button_reply", button_reply: { id: "1", title: "Visit" } } },
      "Visit",
    ],
    [
      "interactive",
      { interactive: { list_reply: { title: "3 BHK", description: "Wakad" } } },
      "3 BHK: Wakad",
    ],
    ["interactive", { interactive: { nfm_reply: { body: "Sent", response_json: "{}" } } }, "Sent\n{}"],
    ["interactive", { interactive: { call_permission_reply: { response: "accept" } } }, null],
    ["image", { image: { id: "9", caption: "This one?" } }, "This one?"],
    ["document", { document: { id: "9", filename: "salary.pdf" } }, "salary.pdf"],
    ["audio", { audio: { id: "9", voice: true } }, null],
    ["location", { location: { name: "Office", latitude: 18.5, longitude: 73.8 } }, "Office, 18.5, 73.8"],
    ["location", { location: { latitude: "wrong" } }, null],
    ["contacts", { contacts: [{ phones: [{ phone: "+919811111111" }] }] }, null],
    ["reaction", { reaction: { message_id: "wamid.0", emoji: "👍" } }, "👍"],
    ["order", { order: { text: "These two" } }, "These two"],
    ["unsupported", { errors: [{ code: 131051 }] }, null],
  ])("of the type %s is read", (type, content, text) => {
    expect(message({ type, ...content })).toMatchObject({ kind: "message", type, text });
  });

  test("that could not be handed on is unsupported under its older name too", () => {
    expect(message({ type: "unknown", errors: [{ code: 131051 }] })).toMatchObject({ type: "unsupported" });
  });

  test("tells the advertisement that it came by, without the ids of clicks", () => {
    const referral = {
      source_url: "https://fb.me/3cr4Wqqkv?fbclid=secret#x",
      source_id: "120226305854810726",
      source_type: "ad",
      headline: "3 BHK in Wakad",
      ctwa_clid: "Aff-secret",
    };
    expect(message({ type: "text", text: { body: "Hi" }, referral })).toMatchObject({
      referral: {
        type: "ad",
        id: "120226305854810726",
        headline: "3 BHK in Wakad",
        url: "https://fb.me/3cr4Wqqkv",
      },
    });
  });

  test("of a group, of a type nobody knows, and without a number is kept apart", () => {
    expect(message({ type: "text", text: { body: "Hi all" }, group_id: "Y2F" })).toMatchObject({
      kind: "group",
    });
    expect(message({ type: "hologram" })).toMatchObject({ kind: "other", what: "hologram" });
    expect(message({ type: "__proto__" })).toMatchObject({ kind: "other" });
    expect(message({ type: "text", from: undefined, from_user_id: "IN.134912086" })).toMatchObject({
      kind: "other",
    });
    expect(message({ type: "text", from: "not a number" })).toMatchObject({ kind: "other" });
  });

  test("without a time that can be is one without a time", () => {
    for (const timestamp of [undefined, "", "soon", -1, "99999999999999999"]) {
      expect(message({ type: "text", text: { body: "x" }, timestamp })).toMatchObject({
        kind: "message",
        at: null,
      });
    }
  });
});

test("a number that changed is no message, in both ways of telling it", () => {
  const system = { body: "Asha changed …", type: "user_changed_number", wa_id: "919800000002" };
  const change = { kind: "number_change", from: "+919800000001", to: "+919800000002" };
  expect(message({ type: "system", system })).toMatchObject(change);
  const before = { type: "customer_changed_number", new_wa_id: "919800000002", wa_id: "919800000001" };
  expect(message({ type: "system", system: before })).toMatchObject(change);
  expect(message({ type: "system", system: { type: "customer_identity_changed" } })).toMatchObject({
    kind: "other",
  });
});

test("a preference is whose and which, by its field and by a system message", () => {
  const preference = {
    wa_id: "919800000001",
    category: "marketing_messages",
    value: "stop",
    timestamp: 1749416383,
  };
  const [first, same, later] = parse(
    {
      metadata,
      user_preferences: [
        preference,
        { ...preference, detail: "…" },
        { ...preference, timestamp: 1749416384 },
      ],
    },
    "user_preferences",
  );
  expect(first).toMatchObject({ kind: "preference", from: "+919800000001", value: "stop", account });
  expect(same?.id).toBe(first?.id);
  expect(later?.id).not.toBe(first?.id);
  const system = { type: "user_preference_changed", marketing: "resume", body: "…" };
  expect(message({ type: "system", system })).toMatchObject({ kind: "preference", value: "resume" });
});

test("statuses come with whose they are; a group's is nobody's", () => {
  const status = { id: "wamid.9", timestamp: "1749416383", recipient_id: "919800000001" };
  const found = parse({
    metadata,
    statuses: [
      { ...status, status: "read" },
      { ...status, status: "failed", errors: [{ code: 131026, title: "Undeliverable" }] },
      { ...status, status: "sent", recipient_type: "group", recipient_id: "Y2FwaV9n" },
      { ...status, status: "teleported" },
    ],
  });
  expect(found).toMatchObject([
    { kind: "status", status: "read", to: "+919800000001", errorCode: null },
    { kind: "status", status: "failed", errorCode: 131026 },
    { kind: "status", status: "sent", to: null },
    { kind: "other", what: "status" },
  ]);
});

test("what a colleague wrote in the app on the phone is an echo", () => {
  const echo = {
    from: "15550783881",
    to: "919800000001",
    id: "wamid.7",
    timestamp: "1749416383",
    type: "text",
  };
  const found = parse(
    { metadata, message_echoes: [{ ...echo, text: { body: "Come at 5" } }] },
    "smb_message_echoes",
  );
  expect(found).toMatchObject([{ kind: "echo", to: "+919800000001", text: "Come at 5" }]);
});

test("everything of every entry and change is given in its order, also beside what cannot be read", () => {
  const text = (id: string) => ({
    from: "919800000001",
    id,
    timestamp: "1",
    type: "text",
    text: { body: id },
  });
  const change = (value: unknown, field = "messages") => ({ field, value });
  const found = parseBody({
    object: "whatsapp_business_account",
    entry: [
      { id: "1", changes: [change({ metadata, messages: [text("a"), 7, text("b")] }), change("no value")] },
      {
        id: "2",
        time: 5,
        changes: [
          change({ event: "VERIFIED" }, "account_update"),
          change({ metadata, messages: [text("c")] }),
        ],
      },
      { id: "3", changes: [] },
    ],
  });
  expect(found.map(({ kind, id }) => (kind === "message" ? id : kind))).toEqual([
    "a",
    "other",
    "b",
    "other",
    "other",
    "c",
  ]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(6);
});

test.each([
  ["nothing", ""],
  ["no JSON", "hello"],
  ["half of it", '{"object":"whatsapp_business_account","entry":['],
  ["a list", "[]"],
  ["another product's", '{"object":"page","entry":[]}'],
  ["no entries", '{"object":"whatsapp_business_account"}'],
])("%s is unreadable", (_, body) => {
  expect(() => parseNotification(Buffer.from(body))).toThrow(Unreadable);
});

test("bytes that are no UTF-8 are unreadable", () => {
  expect(() => parseNotification(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow(Unreadable);
});

test("whatever stands in a change, reading it ends in events or in a refusal", () => {
  const value = fc.object({
    key: fc.constantFrom(
      "metadata",
      "messages",
      "statuses",
      "contacts",
      "id",
      "from",
      "type",
      "text",
      "system",
      "referral",
      "timestamp",
      "__proto__",
    ),
    maxDepth: 5,
  });
  fc.assert(
    fc.property(
      value,
      fc.constantFrom("messages", "user_preferences", "smb_message_echoes", "x"),
      (content, field) => {
        for (const event of parse(content, field)) expect(event.raw).toBeTypeOf("string");
      },
    ),
  );
});
