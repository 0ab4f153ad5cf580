import { webcrypto } from "node:crypto";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { beaconInput, eventsOf } from "./beacon-input.ts";
import { snippet } from "./snippet.ts";

interface Visit {
  doNotTrack?: string;
  globalPrivacyControl?: boolean;
  /** data-listing of the elements on the page */
  listings?: string[];
  /** what the page asked before the script came */
  asked?: [command: string, value: unknown][];
  key?: string;
  storage?: "none" | "refused";
  withoutBeacon?: boolean;
  insecure?: boolean;
}

/** A browser as far as the script looks, with a clock that stands until it is moved. */
function visit(given: Visit = {}) {
  const clock = { now: Date.UTC(2026, 10, 23) };
  const stored = new Map<string, string>();
  const touched: string[] = [];
  const sent: unknown[] = [];
  const heard = new Map<string, () => void>();
  const listen = (name: string, listener: () => void) => heard.set(name, listener);
  const storage = {
    getItem: (name: string) => {
      touched.push(name);
      if (given.storage === "refused") throw new Error("SecurityError");
      return stored.get(name) ?? null;
    },
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  };
  const post = (to: string, body: string) => {
    expect(to).toBe("https://api.shilp.in/t");
    sent.push(JSON.parse(body));
    return true;
  };
  const document = {
    currentScript: {
      dataset: { key: given.key ?? "lls_abcdefghijklmnop" },
      src: "https://api.shilp.in/t.js",
    },
    hidden: false,
    referrer: "https://google.com/search?q=flats#top",
    querySelectorAll: () => (given.listings ?? []).map((listing) => ({ dataset: { listing } })),
    addEventListener: listen,
  };
  const page: Record<string, unknown> = {
    document,
    navigator: {
      doNotTrack: given.doNotTrack,
      globalPrivacyControl: given.globalPrivacyControl,
      webdriver: false,
      sendBeacon: given.withoutBeacon ? undefined : post,
    },
    fetch: async (to: string, { body }: { body: string }) => post(to, body),
    location: { pathname: "/flats/skyline" },
    localStorage: storage,
    crypto: given.insecure ? { getRandomValues: webcrypto.getRandomValues.bind(webcrypto) } : webcrypto,
    addEventListener: listen,
    URL,
    Date: { now: () => clock.now },
  };
  page.window = page;
  if (given.asked) page.ll = Object.assign(() => {}, { q: given.asked });
  runInNewContext(snippet, page);
  const call = (command: string, value?: unknown) =>
    (page.ll as (...args: unknown[]) => void)(command, value);
  const show = (shown: boolean) => {
    document.hidden = !shown;
    heard.get("visibilitychange")?.();
  };
  return { call, show, clock, stored, touched, sent, unload: () => heard.get("pagehide")?.() };
}

const events = (sent: unknown[]) => sent.flatMap((body) => beaconInput.parse(body).events);

test("the script is at most 2 kB on the wire", () => {
  expect(gzipSync(snippet).length).toBeLessThanOrEqual(2_048);
});

describe("without consent", () => {
  test("nothing is sent, stored or read", () => {
    const { call, show, stored, touched, sent, clock, unload } = visit();
    clock.now += 20_000;
    call("identify", { phone: "9876543210" });
    call("search", { locality: "Baner" });
    show(false);
    unload();
    expect([sent, touched, [...stored]]).toEqual([[], [], []]);
  });

  test.each([
    ["Do Not Track", { doNotTrack: "1" }],
    ["Global Privacy Control", { globalPrivacyControl: true }],
    ["a script without a key", { key: "" }],
  ])("%s stands even against a consent", (_, given) => {
    const { call, show, stored, touched, sent, clock } = visit({ ...given, asked: [["consent", true]] });
    call("consent", true);
    clock.now += 20_000;
    call("identify", { phone: "9876543210" });
    show(false);
    expect([sent, touched, [...stored]]).toEqual([[], [], []]);
  });
});

describe("with consent", () => {
  test("a page is told when it is left: its path without queries, and how long it was seen", () => {
    const { call, show, clock, sent } = visit();
    call("consent", true);
    clock.now += 30_000;
    show(false);
    expect(events(sent)).toMatchObject([
      {
        type: "page_view",
        at: Date.UTC(2026, 10, 23),
        properties: { page: "/flats/skyline", referrer: "https://google.com/search", seconds: 30 },
      },
    ]);
  });

  test("what the page asked before the script came is done", () => {
    const { clock, unload, sent } = visit({ asked: [["consent", true]] });
    clock.now += 5_000;
    unload();
    expect(events(sent)).toHaveLength(1);
  });

  test("a page about one listing is a view of it, a page of many is a page", () => {
    for (const [listings, type] of [
      [["SKY-12"], "listing_view"],
      [["SKY-12", "SKY-13"], "page_view"],
    ] as const) {
      const { call, clock, unload, sent } = visit({ listings: [...listings] });
      call("consent", true);
      clock.now += 5_000;
      unload();
      expect(events(sent)).toMatchObject([{ type }]);
    }
  });

  test("time in the background does not count, nor does a short look back", () => {
    const { call, show, clock, sent, unload } = visit();
    call("consent", true);
    clock.now += 8_000;
    show(false);
    clock.now += 600_000;
    show(true);
    clock.now += 9_000;
    show(false);
    clock.now += 600_000;
    show(true);
    clock.now += 11_000;
    unload();
    expect(events(sent).map(({ properties }) => properties?.seconds)).toEqual([8, 11]);
  });

  test("the visitor keeps one id from page to page, and has another after saying no", () => {
    const { call, stored, sent, clock, show } = visit();
    call("consent", true);
    const kept = stored.get("ll_visitor");
    call("page");
    call("consent", true);
    expect(stored.get("ll_visitor")).toBe(kept);
    call("consent", false);
    clock.now += 20_000;
    show(false);
    expect(stored.size).toBe(0);
    call("consent", true);
    expect(stored.get("ll_visitor")).not.toBe(kept);
    expect(sent).toEqual([]);
  });

  test("a form is sent at once, with who filled it apart from what it is", () => {
    const { call, sent } = visit();
    call("consent", true);
    call("identify", { name: "Asha", phone: "98765 43210", form: "callback" });
    const [form] = events(sent);
    expect(form).toMatchObject({
      type: "form_submit",
      properties: { form: "callback" },
      contact: { name: "Asha", phone: "98765 43210" },
    });
    expect(JSON.stringify(form?.properties)).not.toContain("Asha");
  });

  test("what was done on a page is told though the page was left at once", () => {
    const { call, sent, unload } = visit();
    call("consent", true);
    call("download", { document: "brochure" });
    unload();
    expect(events(sent).map(({ type }) => type)).toEqual(["download"]);
  });

  test("it works without storage, without sendBeacon and on pages that are not secure", () => {
    for (const given of [{ storage: "refused" }, { withoutBeacon: true }, { insecure: true }] as const) {
      const { call, sent } = visit(given);
      call("consent", true);
      call("download", { document: "brochure" });
      call("identify", { email: "asha@example.in" });
      expect(events(sent).map(({ type }) => type)).toEqual(["download", "form_submit"]);
    }
  });

  test("more than fifty events go in several beacons", () => {
    const { call, sent } = visit();
    call("consent", true);
    for (let count = 0; count < 120; count++) call("search", { results: count });
    call("identify", { email: "asha@example.in" });
    expect(sent.map((body) => beaconInput.parse(body).events.length)).toEqual([50, 50, 21]);
  });

  test("commands that it does not know do nothing", () => {
    const { call, sent } = visit();
    call("consent", true);
    call("dance");
    expect(sent).toEqual([]);
  });
});

describe("a beacon", () => {
  const base = { key: "lls_abcdefghijklmnop", visitorId: webcrypto.randomUUID(), sentAt: 1_000_000 };
  const event = { eventId: webcrypto.randomUUID(), type: "page_view", at: 940_000 };
  const now = new Date("2026-11-23T10:00:00Z");

  test("says by the visitor's clock how long ago things were, whatever that clock shows", () => {
    const of = (at: number) => eventsOf(beaconInput.parse({ ...base, events: [{ ...event, at }] }), now);
    expect(of(940_000)).toMatchObject([{ occurredAt: new Date("2026-11-23T09:59:00Z") }]);
    expect(of(2_000_000)).toMatchObject([{ occurredAt: now }]);
    expect(of(-1e15)).toMatchObject([{ occurredAt: new Date("2026-11-22T10:00:00Z") }]);
  });

  test("names a person only with a form", () => {
    const of = (type: string) =>
      eventsOf(beaconInput.parse({ ...base, events: [{ ...event, type, contact: { phone: "1" } }] }), now);
    expect(JSON.stringify(of("page_view"))).not.toContain("phone");
    expect(of("form_submit")).toMatchObject([{ subject: { phone: "1", visitorId: base.visitorId } }]);
  });

  test.each(["call_out", "site_visit_done", "whatsapp_in", "stage_change"])(
    "cannot tell of %s, which no page knows",
    (type) => {
      expect(beaconInput.safeParse({ ...base, events: [{ ...event, type }] }).success).toBe(false);
    },
  );
});
