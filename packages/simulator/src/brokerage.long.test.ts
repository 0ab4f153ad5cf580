import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LADDER, type SimulatedLead, simulateBrokerage } from "./index.ts";
import { diwaliOf } from "./season.ts";
import { truthOf } from "./truth.ts";

const NOW = new Date("2026-11-23T06:00:00Z");
const DAY = 86_400_000;

const DAYS = 540;

function leadsOf(leads: number, seed = 42, days = DAYS): SimulatedLead[] {
  return [...simulateBrokerage({ seed, now: NOW, leads, days }).leads];
}

const MANY = leadsOf(6000);
const SOME = MANY.slice(0, 3000);

function share(holds: (lead: SimulatedLead) => boolean): number {
  return SOME.filter(holds).length / SOME.length;
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

  test.each([
    { seed: 0.5 },
    { now: new Date(Number.NaN) },
    { leads: -1 },
    { leads: 1.5 },
    { days: 0 },
    { eventsPerLead: 5 },
  ])("%o is refused", (wrong) => {
    expect(() => simulateBrokerage({ seed: 1, now: NOW, leads: 1, ...wrong })).toThrow(RangeError);
  });
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

  test("a fifth to a quarter is open, nearly all of it from the last two months", () => {
    const open = SOME.filter((lead) => lead.lost === null && lead.outcomes.at(-1)?.step !== "won");
    expect(open.length / SOME.length).toBeGreaterThan(0.18);
    expect(open.length / SOME.length).toBeLessThan(0.28);
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
    for (const { attributes, person, project, budgetMaxPaise, visitor } of bare) {
      expect(person.phone).not.toBeNull();
      expect([person.email, project, budgetMaxPaise, visitor]).toEqual([null, null, null, null]);
      expect(new Set(Object.values(attributes))).toEqual(new Set([null]));
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
  test("events ascend to now at the latest; before the enquiry there are a visitor's only", () => {
    for (const lead of SOME) {
      const times = lead.events.map((event) => event.occurredAt.getTime());
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times).toContain(lead.createdAt.getTime());
      expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime());
      expect(lead.createdAt.getTime()).toBeGreaterThanOrEqual(NOW.getTime() - DAYS * DAY);
      for (const { occurredAt, tracked } of lead.events) {
        if (occurredAt < lead.createdAt) expect([tracked, lead.visitor]).toEqual([true, expect.any(String)]);
        if (lead.visitor === null) expect(tracked).toBe(false);
      }
    }
  });

  test("no two events of the brokerage have one id", () => {
    const { crawls } = simulateBrokerage({ seed: 42, now: NOW, leads: SOME.length });
    const ids = [...SOME, ...crawls].flatMap(({ events }) => events.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
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

  test("no visit is booked within the first 72 hours", () => {
    for (const lead of SOME) {
      const booked = lead.outcomes.find(({ step }) => step === "visit_booked")?.occurredAt.getTime();
      if (booked !== undefined) expect(booked).toBeGreaterThan(lead.createdAt.getTime() + 3 * DAY);
    }
  });

  test("what was asked about is in stock", () => {
    const { listings } = simulateBrokerage({ seed: 42, now: NOW, leads: 0 });
    const names = new Set(listings.map(({ externalId }) => externalId));
    expect(names.size).toBe(listings.length);
    for (const { listing } of SOME) if (listing !== null) expect(names).toContain(listing);
    expect(share(({ listing }) => listing !== null)).toBeGreaterThan(0.25);
    for (const { priceMinPaise, priceMaxPaise } of listings)
      expect(priceMinPaise).toBeLessThan(priceMaxPaise);
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

describe("a brokerage that lives", () => {
  test("a lead has about forty events, and about as many as asked for", () => {
    const mean = (leads: readonly SimulatedLead[]) =>
      leads.reduce((sum, { events }) => sum + events.length, 0) / leads.length;
    expect(mean(SOME)).toBeGreaterThan(36);
    expect(mean(SOME)).toBeLessThan(46);
    const busier = [...simulateBrokerage({ seed: 42, now: NOW, leads: 600, eventsPerLead: 55 }).leads];
    expect(mean(busier)).toBeGreaterThan(50);
    expect(mean(busier)).toBeLessThan(63);
    const outcomes = (leads: readonly SimulatedLead[]) => leads.map((lead) => lead.outcomes.length);
    expect(outcomes(busier)).toEqual(outcomes(SOME.slice(0, 600)));
  });

  test("four to six of ten answers are missing", () => {
    const cells = SOME.flatMap(({ attributes }) => Object.values(attributes));
    const missing = cells.filter((value) => value === null).length / cells.length;
    expect(missing).toBeGreaterThan(0.4);
    expect(missing).toBeLessThan(0.6);
  });

  test("what somebody said is what they would answer, and everybody would answer something", () => {
    for (const lead of SOME) {
      const { answers } = truthOf(lead);
      for (const [field, answer] of Object.entries(answers)) {
        expect(answer).not.toBeNull();
        expect([null, answer]).toContain(lead.attributes[field]);
      }
    }
  });

  test("machines make a tenth of what the site sees; most say so, some are only fast", () => {
    const { crawls } = simulateBrokerage({ seed: 42, now: NOW, leads: SOME.length });
    const crawled = [...crawls].flatMap(({ events }) => events).length;
    const seen = SOME.flatMap(({ events }) => events.filter(({ tracked }) => tracked)).length;
    const fast = SOME.reduce((sum, lead) => sum + truthOf(lead).robotic.size, 0);
    expect(fast).toBeGreaterThan(0);
    expect((crawled + fast) / (crawled + seen)).toBeGreaterThan(0.05);
    expect((crawled + fast) / (crawled + seen)).toBeLessThan(0.15);
    for (const lead of SOME) {
      const { robotic } = truthOf(lead);
      const times = lead.events
        .filter(({ id }) => robotic.has(id))
        .map(({ occurredAt }) => occurredAt.getTime());
      for (const [place, at] of times.entries()) expect(at - (times[place - 1] ?? at)).toBeLessThan(500);
    }
  });

  test.each([
    [2023, "2023-11-12"],
    [2024, "2024-11-01"],
    [2025, "2025-10-20"],
    [2026, "2026-11-08"],
    [2027, "2027-10-29"],
  ])("Diwali of %i is on %s, give or take a day", (year, date) => {
    const apart = Math.abs(diwaliOf(year).getTime() - Date.parse(`${date}T00:00:00+05:30`));
    expect(apart).toBeLessThanOrEqual(DAY);
  });

  test("more people enquire before Diwali than in the fortnight of the ancestors", () => {
    const diwali = diwaliOf(2025).getTime();
    const perDay = (from: number, to: number) =>
      SOME.filter(({ createdAt }) => {
        const day = (createdAt.getTime() - diwali) / DAY;
        return day >= from && day < to;
      }).length /
      (to - from);
    expect(perDay(-20, 0)).toBeGreaterThan(1.8 * perDay(-36, -21));
  });

  test("half-way the sources change, and what an approved loan is worth", () => {
    const middle = NOW.getTime() - (DAYS / 2) * DAY;
    const halves = (source: string) =>
      [true, false].map((before) => {
        const half = SOME.filter(({ createdAt }) => createdAt.getTime() < middle === before);
        return half.filter((lead) => lead.source === source).length / half.length;
      });
    const [early = 0, late = 0] = halves("Facebook");
    expect(late).toBeGreaterThan(early + 0.05);
    const worth = (before: boolean) => {
      const known = MANY.filter(({ createdAt }) => createdAt.getTime() < middle === before);
      const mean = (status: string) => {
        const logits = known
          .filter((lead) => lead.attributes.loan_status === status)
          .map((lead) => truthOf(lead).logit);
        return logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
      };
      return mean("approved") - mean("not applied");
    };
    expect(worth(true)).toBeGreaterThan(worth(false) + 0.4);
  });

  test("one in fifty takes a consent back, and after that the site and the phone are silent", () => {
    const withdrawn = MANY.flatMap((lead) =>
      lead.consents.flatMap((consent) => (consent.status === "withdrawn" ? [{ lead, consent }] : [])),
    );
    expect(withdrawn.length / MANY.length).toBeGreaterThan(0.008);
    expect(withdrawn.length / MANY.length).toBeLessThan(0.025);
    for (const { lead, consent } of withdrawn) {
      const after = lead.events.filter(({ occurredAt }) => occurredAt >= consent.occurredAt);
      if (consent.purpose === "web_tracking") expect(after.some(({ tracked }) => tracked)).toBe(false);
      if (consent.purpose === "calls") expect(after.some(({ type }) => type.startsWith("call_"))).toBe(false);
      if (consent.purpose === "scoring") expect(after).toEqual([]);
      const same = MANY.filter(({ person }) => person.phone !== null && person.phone === lead.person.phone);
      expect(same.length).toBeLessThanOrEqual(1);
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
