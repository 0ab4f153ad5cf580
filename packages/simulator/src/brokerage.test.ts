import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LADDER, type SimulatedLead, simulateBrokerage, type Value } from "./index.ts";

const NOW = new Date("2026-11-23T06:00:00Z");
const DAY = 86_400_000;

function leadsOf(leads: number, seed = 42, days = 240): SimulatedLead[] {
  return [...simulateBrokerage({ seed, now: NOW, leads, days }).leads];
}

const SOME = leadsOf(3000);

function share(holds: (lead: SimulatedLead) => boolean): number {
  return SOME.filter(holds).length / SOME.length;
}

function seconds(value: Value | undefined): number {
  return typeof value === "number" ? value : 0;
}

describe("one seed, one brokerage", () => {
  test("the same options give the same leads, also when iterated again", () => {
    const brokerage = simulateBrokerage({ seed: 9, now: NOW, leads: 200 });
    expect([...brokerage.leads]).toEqual(leadsOf(200, 9));
    expect([...brokerage.leads]).toEqual(leadsOf(200, 9));
  });

  test("asking for more leads does not change the earlier ones", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(60), fc.nat(60), (seed, few, more) => {
        expect(leadsOf(few + more, seed).slice(0, few)).toEqual(leadsOf(few, seed));
      }),
      { numRuns: 20 },
    );
  });

  test("seeds that differ give different people, also beyond 32 bits", () => {
    const names = (seed: number) => leadsOf(20, seed).map((lead) => lead.person.name);
    expect(names(1)).not.toEqual(names(2));
    expect(names(1)).not.toEqual(names(1 + 2 ** 32));
  });

  test.each([{ seed: 0.5 }, { now: new Date(Number.NaN) }, { leads: -1 }, { leads: 1.5 }, { days: 0 }])(
    "%o is refused",
    (wrong) => {
      expect(() => simulateBrokerage({ seed: 1, now: NOW, leads: 1, ...wrong })).toThrow(RangeError);
    },
  );
});

describe("the trade's own rates", () => {
  test.each([
    ["contacted", 0.55, 0.66],
    ["qualified", 0.25, 0.34],
    ["visit_booked", 0.13, 0.2],
    ["visit_done", 0.09, 0.14],
    ["token_paid", 0.02, 0.05],
    ["won", 0.012, 0.032],
  ])("%s is reached by between %f and %f of all leads", (step, low, high) => {
    const reached = share((lead) => lead.outcomes.some((outcome) => outcome.step === step));
    expect(reached).toBeGreaterThan(low);
    expect(reached).toBeLessThan(high);
  });

  test("a quarter to a third is open, nearly all of it from the last two months", () => {
    const open = SOME.filter((lead) => lead.lost === null && lead.outcomes.at(-1)?.step !== "won");
    expect(open.length / SOME.length).toBeGreaterThan(0.23);
    expect(open.length / SOME.length).toBeLessThan(0.33);
    const recent = open.filter((lead) => NOW.getTime() - lead.createdAt.getTime() < 60 * DAY);
    expect(recent.length / open.length).toBeGreaterThan(0.9);
  });

  test("every reason for losing occurs", () => {
    expect(new Set(SOME.map((lead) => lead.lost?.reason).filter(Boolean))).toEqual(
      new Set(["budget", "location", "bought elsewhere", "not reachable", "wrong number", "only browsing"]),
    );
  });

  test("some leads are a phone number and little else", () => {
    const bare = SOME.filter((lead) => lead.person.name.startsWith("Anonymous"));
    expect(bare.length / SOME.length).toBeGreaterThan(0.03);
    expect(bare.length / SOME.length).toBeLessThan(0.15);
    for (const { attributes, person, project, budgetMaxPaise } of bare) {
      expect(person.phone).not.toBeNull();
      expect([person.email, project, budgetMaxPaise]).toEqual([null, null, null]);
      expect([attributes.site_minutes, attributes.loan_status, attributes.move_in]).toEqual([
        null,
        null,
        null,
      ]);
    }
  });

  test("a few people enquire more than once, by the same phone", () => {
    const phones = SOME.flatMap((lead) => lead.person.phone ?? []);
    const again = phones.length - new Set(phones).size;
    expect(again / SOME.length).toBeGreaterThan(0.02);
    expect(again / SOME.length).toBeLessThan(0.06);
  });
});

describe("each lead holds together", () => {
  test("events ascend within the lead's life so far, which lies within the window", () => {
    for (const lead of SOME) {
      const times = lead.events.map((event) => event.occurredAt.getTime());
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times[0]).toBe(lead.createdAt.getTime());
      expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime());
      expect(lead.createdAt.getTime()).toBeGreaterThanOrEqual(NOW.getTime() - 240 * DAY);
    }
  });

  test("outcomes climb the ladder without a gap, and none follows a loss", () => {
    for (const lead of SOME) {
      expect(lead.outcomes.map(({ step }) => step)).toEqual(LADDER.slice(0, lead.outcomes.length));
      const times = lead.outcomes.map((outcome) => outcome.occurredAt.getTime());
      const ended = lead.lost?.occurredAt.getTime() ?? NOW.getTime();
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times.at(-1) ?? ended).toBeLessThanOrEqual(ended);
      expect(ended).toBeLessThanOrEqual(NOW.getTime());
      if (lead.outcomes.length === LADDER.length) expect(lead.lost).toBeNull();
    }
  });

  test("no visit is booked within the time the attributes describe", () => {
    for (const lead of SOME) {
      const booked = lead.outcomes.find(({ step }) => step === "visit_booked")?.occurredAt.getTime();
      if (booked !== undefined) expect(booked).toBeGreaterThan(lead.createdAt.getTime() + 3 * DAY);
    }
  });

  test("attributes agree with the timeline of the first 72 hours", () => {
    for (const { attributes, events, createdAt } of SOME) {
      const early = events.filter(({ occurredAt }) => occurredAt.getTime() <= createdAt.getTime() + 3 * DAY);
      const of = (...types: string[]) => early.filter(({ type }) => types.includes(type));
      const views = of("listing_view");
      const pages = of("page_view", "listing_view");
      if (attributes.site_minutes === null) {
        expect(pages).toEqual([]);
      } else {
        const spent = pages.reduce((sum, { properties }) => sum + seconds(properties.seconds), 0);
        expect(attributes.site_minutes).toBe(Math.round(spent / 6) / 10);
        expect(attributes.pages_viewed).toBe(pages.length);
        expect(attributes.listing_views_7d).toBe(views.length);
        const distinct = new Set(views.map(({ properties }) => properties.listing)).size;
        expect(attributes.repeat_listing_views).toBe(views.length - distinct);
        expect(attributes.searches).toBe(of("search").length);
        expect(attributes.brochure_downloads).toBe(of("download").length);
      }
      expect(attributes.whatsapp_replies ?? 0).toBe(of("whatsapp_in").length);
      expect(attributes.inbound_calls ?? 0).toBe(of("call_in").length);
      expect(attributes.calls_tried ?? 0).toBe(of("call_out").length);
      const answered = of("call_out").filter(({ properties }) => properties.answered === true);
      expect(attributes.calls_answered ?? 0).toBe(answered.length);
      const touch = of("call_out", "whatsapp_out")[0]?.occurredAt.getTime();
      const waited = touch === undefined ? null : Math.round((touch - createdAt.getTime()) / 6000) / 10;
      expect(attributes.broker_first_touch_minutes).toBe(waited);
    }
  });

  test("every lead has the same attribute keys", () => {
    const keys = Object.keys(SOME[0]?.attributes ?? {});
    for (const { attributes } of SOME) expect(Object.keys(attributes)).toEqual(keys);
  });

  test("a stated budget has its lower end below its upper", () => {
    for (const { budgetMinPaise, budgetMaxPaise } of SOME) {
      if (budgetMinPaise === null) continue;
      expect(budgetMinPaise).toBeGreaterThan(0);
      expect(budgetMinPaise).toBeLessThanOrEqual(budgetMaxPaise ?? 0);
      expect(Number.isSafeInteger(budgetMinPaise)).toBe(true);
    }
  });
});

describe("nobody real is reached", () => {
  test("every phone looks Indian and every person can be reached somehow", () => {
    for (const { person } of SOME) {
      if (person.phone !== null) expect(person.phone).toMatch(/^\+91640\d{7}$/);
      expect(person.phone ?? person.email).not.toBeNull();
    }
  });

  test("every e-mail is on a reserved domain", () => {
    const { brokers } = simulateBrokerage({ seed: 1, now: NOW, leads: 0 });
    const emails = [...brokers, ...SOME.map((lead) => lead.person)].flatMap(({ email }) => email ?? []);
    for (const email of emails)
      expect(email).toMatch(/^[a-z]+(\.[a-z]+)*\d*@(example\.(com|net|org)|[a-z-]+\.example)$/);
  });

  test("owners are members of the team, which has five brokers or more, a manager and an admin", () => {
    const { brokers } = simulateBrokerage({ seed: 1, now: NOW, leads: 0 });
    const keys = (role: string) => brokers.filter((broker) => broker.role === role).map(({ key }) => key);
    expect(keys("broker").length).toBeGreaterThanOrEqual(5);
    expect([keys("manager").length, keys("admin").length]).toEqual([1, 1]);
    const owners = new Set(SOME.flatMap((lead) => lead.ownerKey ?? []));
    expect(owners).toEqual(new Set(keys("broker")));
  });
});
