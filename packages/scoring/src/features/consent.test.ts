import { describe, expect, it } from "vitest";
import { day, event, minute, noon, profile, read } from "../test/made-up-features.ts";
import { catalogue, featureNames } from "./catalogue.ts";
import { type ConsentFact, type ConsentStatus, consentView, countsEvent, nextExpiry } from "./consent.ts";
import { type Purpose, purposes } from "./purpose.ts";
import { type LeadFacts, vectorAsOf } from "./recompute.ts";

function entry(status: ConsentStatus, occurredAt: number, more: Partial<ConsentFact> = {}): ConsentFact {
  return {
    personId: "p",
    purpose: "web_tracking",
    status,
    occurredAt,
    recordedAt: occurredAt,
    expiresAt: null,
    ...more,
  };
}
function view(facts: ConsentFact[], t: number, lawfulAt = t, persons = ["p"]) {
  return consentView(facts, persons, { at: t, knownAt: t, lawfulAt });
}
const always = { inForce: true, notBefore: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

describe("consentView", () => {
  it("lets people of whom nothing is known be answered, scored, tracked and called, and no more", () => {
    const current = view([], 100);
    const inForce = purposes.filter((purpose) => current[purpose].inForce);
    expect(inForce).toEqual(["enquiry_reply", "scoring", "web_tracking", "calls"]);
    expect(current.scoring).toEqual(always);
    expect(view([], 100, 200, [])).toEqual(current);
  });

  it("takes a legacy entry for what nothing would mean, and never over a withdrawal", () => {
    expect(view([entry("legacy", 10)], 100)).toEqual(view([], 100));
    expect(
      view([entry("legacy", 10, { purpose: "whatsapp_marketing" })], 100).whatsapp_marketing.inForce,
    ).toBe(false);
    expect(view([entry("withdrawn", 10), entry("legacy", 20)], 100).web_tracking.inForce).toBe(false);
    expect(view([entry("legacy", 10, { expiresAt: 50 })], 100).web_tracking.inForce).toBe(false);
    expect(view([entry("given", 5, { expiresAt: 60 }), entry("legacy", 10)], 50).web_tracking.until).toBe(60);
  });

  it("ends with a withdrawal and begins anew with a consent, without what was before it", () => {
    const facts = [entry("withdrawn", 10), entry("given", 20)];
    expect(view(facts, 15).web_tracking.inForce).toBe(false);
    expect(view(facts, 25).web_tracking).toEqual({ ...always, notBefore: 20 });
    expect(view([entry("given", 5), ...facts.slice(0, 1)], 8).web_tracking).toEqual(always);
  });

  it("runs out by the clock, and with an entry that says so", () => {
    const facts = [entry("given", 10, { purpose: "enrichment", expiresAt: 50 })];
    expect(view(facts, 49).enrichment).toEqual({ inForce: true, notBefore: 10, until: 50 });
    expect(nextExpiry(view(facts, 49))).toBe(50);
    expect(view(facts, 50).enrichment.inForce).toBe(false);
    expect(nextExpiry(view(facts, 50))).toBe(Number.POSITIVE_INFINITY);
    const renewed = [...facts, entry("given", 40, { purpose: "enrichment" })];
    expect(view(renewed, 60).enrichment).toEqual({ ...always, notBefore: 10 });
    const lapsed = [...facts, entry("given", 70, { purpose: "enrichment" })];
    expect(view(lapsed, 80).enrichment.notBefore).toBe(70);
    expect(view([entry("expired", 30)], 40).web_tracking.inForce).toBe(false);
    // Told only after its predecessor's end was noted, though it was given before.
    const noted = [...facts, entry("expired", 50, { purpose: "enrichment", recordedAt: 55 })];
    const told = [...noted, entry("given", 45, { purpose: "enrichment", recordedAt: 60 })];
    expect(view(noted, 70).enrichment.inForce).toBe(false);
    expect(view(told, 70).enrichment).toEqual({ ...always, notBefore: 10 });
    expect(view(told, 58).enrichment.inForce).toBe(false);
  });

  it("knows only what was recorded by then, in the order in which it happened", () => {
    const late = entry("withdrawn", 10, { recordedAt: 30 });
    expect(view([late], 20).web_tracking.inForce).toBe(true);
    expect(view([late], 30).web_tracking.inForce).toBe(false);
    expect(view([entry("given", 20), late], 40).web_tracking).toEqual({ ...always, notBefore: 20 });
  });

  it("takes the strictest of several persons", () => {
    const facts = [
      entry("withdrawn", 10, { personId: "q" }),
      entry("given", 20, { personId: "q", expiresAt: 90 }),
    ];
    expect(view(facts, 15, 15, ["p", "q"]).web_tracking.inForce).toBe(false);
    expect(view(facts, 15, 15, ["p"]).web_tracking.inForce).toBe(true);
    expect(view(facts, 30, 30, ["p", "q"]).web_tracking).toEqual({ inForce: true, notBefore: 20, until: 90 });
  });

  it("asks of a past moment that it is also lawful now", () => {
    const facts = [entry("withdrawn", 50)];
    expect(view(facts, 20).web_tracking.inForce).toBe(true);
    expect(view(facts, 20, 60).web_tracking.inForce).toBe(false);
    const regiven = [...facts, entry("given", 70)];
    expect(view(regiven, 20, 80).web_tracking).toEqual({ ...always, notBefore: 70 });
  });
});

describe("countsEvent", () => {
  it("needs scoring for every event, and its own purpose besides", () => {
    const withdrawn = (purpose: Purpose) => view([entry("withdrawn", 10, { purpose })], 100);
    const counts = (purpose: Purpose, type: Parameters<typeof event>[0]) =>
      countsEvent(withdrawn(purpose), event(type, 5));
    expect([counts("web_tracking", "page_view"), counts("web_tracking", "whatsapp_in")]).toEqual([
      false,
      true,
    ]);
    expect([counts("calls", "call_out"), counts("calls", "call_in"), counts("calls", "chat")]).toEqual([
      false,
      false,
      true,
    ]);
    expect(counts("scoring", "chat")).toBe(false);
    expect(countsEvent(view([], 100), event("enrichment", 5))).toBe(false);
  });

  it("leaves out what happened before the purpose came into force", () => {
    const again = view([entry("withdrawn", 10), entry("given", 20)], 100);
    expect([19, 20].map((at) => countsEvent(again, event("page_view", at)))).toEqual([false, true]);
  });
});

describe("a vector", () => {
  const types = ["page_view", "listing_view", "call_out", "whatsapp_in", "site_visit_done"] as const;
  const events = types.map((type, i) => ({
    ...event(type, noon - 1_000_000 + i, { key: 7, seconds: 60 }),
    id: String(i),
    leadId: "lead",
    visitorId: null,
    recordedAt: noon - 1_000_000 + i,
    bot: false,
    corrects: null,
    retracts: false,
  }));
  const vectorOf = (consents: ConsentFact[], lawfulAt = noon) => {
    const facts: LeadFacts = {
      leadId: "lead",
      events,
      links: [],
      flags: [],
      merges: [],
      persons: new Map([["lead", "p"]]),
      consents,
      profiles: [{ until: Number.POSITIVE_INFINITY, profile: profile() }],
    };
    const settings = { utcOffsetMinutes: 330, fiscalYearStart: 4 };
    const vector = vectorAsOf(facts, { at: noon, knownAt: noon, lawfulAt }, settings);
    return new Map(featureNames.map((name, i) => [name, vector[i]]));
  };

  it("has nothing of a purpose that was withdrawn, then or since", () => {
    for (const purpose of ["web_tracking", "calls"] as const) {
      for (const vector of [
        vectorOf([entry("withdrawn", noon - 5, { purpose })]),
        vectorOf([entry("withdrawn", noon + 5, { purpose })], noon + 10),
      ]) {
        const own = catalogue.filter(({ meta }) => meta.purpose === purpose);
        expect(own.length).toBeGreaterThan(0);
        for (const { meta } of own) expect(vector.get(meta.name), meta.name).toBeNaN();
        expect(vector.get("visits_done")).toBe(1);
        expect(vector.get("engagement_score")).toBeLessThan(vectorOf([]).get("engagement_score") ?? 0);
      }
    }
  });

  it("has nothing of a purpose even from a state that still holds it", () => {
    const consents = [entry("given", noon - day, { personId: "person", expiresAt: noon })];
    const viewed = { events: [event("listing_view", noon - minute, { key: 7 })], consents };
    expect(read("listings_seen", { ...viewed, now: noon - 1 })).toBe(1);
    expect(read("listings_seen", { ...viewed, now: noon })).toBeNaN();
  });

  it("has nothing at all without consent to scoring", () => {
    for (const value of vectorOf([entry("withdrawn", noon - 5, { purpose: "scoring" })]).values()) {
      expect(value).toBeNaN();
    }
  });
});
