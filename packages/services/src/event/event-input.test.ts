import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyHash } from "./body-hash.ts";
import { type ParsedEvent, parseEvent, type Refusal } from "./event-input.ts";

const visitorId = "0b0e8f1c-9b1e-4a57-9f8e-2f1f4c3b2a10";
const good = {
  eventId: "e-1",
  type: "page_view",
  occurredAt: "2026-03-01T10:00:00+05:30",
  subject: { visitorId },
  properties: { page: "/projects", seconds: 12 },
};

function accepted(raw: unknown): ParsedEvent {
  const parsed = parseEvent(raw);
  if ("code" in parsed) throw new Error(`${parsed.code} ${parsed.message}`);
  return parsed;
}

function refused(raw: unknown): Refusal {
  const parsed = parseEvent(raw);
  if (!("code" in parsed)) throw new Error("It was accepted.");
  return parsed;
}

test("an event is taken with its own offset of time", () => {
  expect(accepted(good)).toMatchObject({
    type: "page_view",
    claimedAt: new Date("2026-03-01T04:30:00Z"),
    properties: { page: "/projects", seconds: 12 },
    subject: { visitorId, phone: null },
    dropped: [],
  });
});

describe("what cannot be taken is refused with its field and without its value", () => {
  test.each([
    ["nothing at all", null, "bad_event"],
    ["a list", [], "bad_event"],
    ["no eventId", { ...good, eventId: undefined }, "bad_event"],
    ["an eventId of 201 characters", { ...good, eventId: "x".repeat(201) }, "bad_event"],
    ["an eventId with a NUL", { ...good, eventId: "a\0b" }, "bad_event"],
    ["a field that events do not have", { ...good, colour: "red" }, "bad_event"],
    ["a type nobody knows", { ...good, type: "page.viewed" }, "unknown_type"],
    ["a type of Object's prototype", { ...good, type: "constructor" }, "unknown_type"],
    ["a number as text", { ...good, properties: { seconds: "12" } }, "bad_properties"],
    ["more seconds than a day has", { ...good, properties: { seconds: 90_000 } }, "bad_properties"],
    ["a listing view without its listing", { ...good, type: "listing_view" }, "bad_properties"],
    ["properties that are a list", { ...good, properties: [1] }, "bad_properties"],
    ["a page of 501 characters", { ...good, properties: { page: "x".repeat(501) } }, "bad_properties"],
    ["1970", { ...good, occurredAt: "1970-01-01T00:00:00Z" }, "bad_time"],
    ["a time without an offset", { ...good, occurredAt: "2026-03-01T10:00:00" }, "bad_time"],
    ["a time in milliseconds", { ...good, occurredAt: 1_700_000_000_000 }, "bad_time"],
    ["the 31st of February", { ...good, occurredAt: "2026-02-31T10:00:00Z" }, "bad_time"],
    ["a subject of nothing", { ...good, subject: {} }, "no_subject"],
    ["no subject", { ...good, subject: undefined }, "no_subject"],
    ["a phone number that is none", { ...good, subject: { phone: "secret-12" } }, "no_subject"],
    ["a visitor that is no UUID", { ...good, subject: { visitorId: "secret-1" } }, "bad_event"],
    ["taking back without what", { ...good, retracts: true }, "bad_event"],
  ])("%s", (_, raw, code) => {
    const refusal = refused(raw);
    expect(refusal.code).toBe(code);
    expect(refusal.message).not.toMatch(/secret|12/);
  });

  test("nesting beyond reason", () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 200_000; depth++) deep = [deep];
    expect(refused({ ...good, properties: { deep } })).toMatchObject({ code: "bad_event" });
  });

  test("what is wrong with the event is said before what is wrong with its time", () => {
    expect(refused({ ...good, occurredAt: "soon", subject: { leadId: 7 } }).code).toBe("bad_event");
  });
});

test("a name that the type does not have is dropped and told, also one that would change a prototype", () => {
  const raw: unknown = JSON.parse(
    `{"eventId":"e","type":"page_view","subject":{"visitorId":"${visitorId}"},
      "properties":{"__proto__":{"polluted":true},"constructor":{"x":1},"page":"/a","mood":"good","phone":"98765 43210"}}`,
  );
  const event = accepted(raw);
  expect(event.dropped.toSorted()).toEqual(["__proto__", "constructor", "mood", "phone"]);
  expect(event.properties).toEqual({ page: "/a" });
  expect(Object.getPrototypeOf(event.properties)).toBe(Object.prototype);
  expect({}).not.toHaveProperty("polluted");
});

test("what was written is text and not a property, and a form's contact is its subject", () => {
  expect(
    accepted({ ...good, type: "search", properties: { query: "2 BHK Baner", bedrooms: 2 } }),
  ).toMatchObject({
    text: "2 BHK Baner",
    properties: { bedrooms: 2 },
  });
  const form = accepted({
    ...good,
    type: "form_submit",
    subject: {},
    properties: { form: "enquiry", name: " Meera  Iyer ", phone: "98765 43210", email: "MEERA@Example.in" },
  });
  expect(form.subject).toMatchObject({
    name: "Meera Iyer",
    phone: "+919876543210",
    email: "meera@example.in",
  });
  expect(form.properties).toEqual({ form: "enquiry" });
  expect(form.dropped).toEqual([]);
});

test("addresses lose their query, where contact details travel", () => {
  const { properties } = accepted({
    ...good,
    properties: { page: "/thanks?email=a@b.in&phone=98#x", referrer: "https://example.in/p?q=1" },
  });
  expect(properties).toEqual({ page: "/thanks", referrer: "https://example.in/p" });
});

test("emoji and right-to-left text stay; what PostgreSQL cannot keep goes", () => {
  const text = "नमस्ते 👨‍👩‍👧 \u202eשלום";
  expect(accepted({ ...good, type: "note", properties: {}, text }).text).toBe(text);
  const odd = { page: "a\0b\ud800c", title: "😀" };
  expect(accepted({ ...good, properties: odd }).properties).toEqual({ page: "ab\ufffdc", title: "😀" });
});

test("a number or address that cannot be read is dropped where something else names the subject", () => {
  const event = accepted({ ...good, subject: { visitorId, phone: "12345", email: "nobody" } });
  expect(event.subject).toMatchObject({ visitorId, phone: null, email: null });
  expect(event.dropped).toEqual(["subject.phone", "subject.email"]);
});

test("ids are one in either case", () => {
  expect(accepted({ ...good, subject: { visitorId: visitorId.toUpperCase() } }).subject.visitorId).toBe(
    visitorId,
  );
});

test("whatever is sent, it is an event or a refusal", () => {
  const field = fc.oneof(fc.anything(), fc.constantFrom(...Object.values(good)));
  fc.assert(
    fc.property(
      fc.record(
        { eventId: field, type: field, occurredAt: field, subject: field, properties: field, text: field },
        { requiredKeys: [] },
      ),
      (raw) => {
        const parsed = parseEvent(raw);
        expect("code" in parsed ? parsed.message.length : parsed.hash.length).toBeGreaterThan(0);
      },
    ),
  );
});

describe("the hash of a body", () => {
  test("does not depend on the order of its keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (body) => {
        const turned = Object.fromEntries(Object.entries(body).reverse());
        expect(bodyHash(turned)).toEqual(bodyHash(body));
      }),
    );
  });

  test("differs with what the body says, down to a name that is dropped", () => {
    const hashes = [
      good,
      { ...good, occurredAt: "2026-03-01T10:00:01+05:30" },
      { ...good, properties: { ...good.properties, mood: "good" } },
      { ...good, properties: { ...good.properties, mood: "bad" } },
    ].map((body) => accepted(body).hash.toString("hex"));
    expect(new Set(hashes).size).toBe(4);
  });
});
