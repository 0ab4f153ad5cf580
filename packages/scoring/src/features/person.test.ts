import { describe, expect, it } from "vitest";
import { day, noon, read } from "../test/made-up-features.ts";
import type { ConsentFact } from "./consent.ts";
import type { ContactTraits, LeadProfile } from "./lead-profile.ts";

const told = (name: string, attributes: LeadProfile["attributes"], more: Partial<LeadProfile> = {}) =>
  read(name, { profile: { attributes, ...more } });
const mail = (...traits: ContactTraits[]) => ({
  contacts: traits.map((each) => ({ kind: "email" as const, traits: each })),
});
const phone = (traits: ContactTraits) => ({ contacts: [{ kind: "phone" as const, traits }] });

describe("features of the person", () => {
  it("hear from the title, under any of its names, who decides", () => {
    expect(told("decision_maker_probability", { "Job Title": "Proprietor" })).toBe(0.95);
    expect(told("decision_maker_probability", { designation: "n/a", occupation: "CEO" })).toBe(0.92);
    expect(told("decision_maker_probability", {})).toBeNaN();
  });

  it("use what was added about a person only where enrichment is in force, and after what the person said", () => {
    const given: ConsentFact = {
      personId: "person",
      purpose: "enrichment",
      status: "given",
      occurredAt: noon - day,
      recordedAt: noon - day,
      expiresAt: null,
    };
    const of = (attributes: LeadProfile["attributes"], consents: ConsentFact[]) =>
      read("decision_maker_probability", { profile: { attributes }, consents });
    expect(of({ "enriched.job_title": "CEO" }, [])).toBeNaN();
    expect(of({ "enriched.job_title": "CEO" }, [given])).toBe(0.92);
    expect(of({ "enriched.job_title": "CEO", occupation: "Manager" }, [given])).toBe(0.52);
  });

  it("tell an address at work from a private one", () => {
    const free = (...domains: ContactTraits[]) => told("free_mail", {}, mail(...domains));
    expect([free({ domain: "free" }), free({ domain: "company" })]).toEqual([1, 0]);
    expect(free({ domain: "free" }, { domain: "education" })).toBe(0);
    expect([free(), free({})]).toEqual([Number.NaN, Number.NaN]);
  });

  it("call a number valid that has a line, and nothing before it was looked at", () => {
    expect(told("phone_valid", {}, phone({ line: "mobile", abroad: false }))).toBe(1);
    expect(told("phone_valid", {}, phone({ abroad: false }))).toBe(0);
    expect(told("phone_valid", {}, phone({}))).toBeNaN();
  });

  it("take the best agreement of name and address", () => {
    expect(told("name_email_agreement", {}, mail({ agrees: 0.2 }, { agrees: 0.9 }))).toBe(0.9);
    expect(told("name_email_agreement", {}, mail({}))).toBeNaN();
  });

  it.each([
    ["Mumbai", 1],
    ["Andheri West, Mumbai", 1],
    ["BANGALORE", 1],
    ["Navi Mumbai", 1],
    ["Indore (MP)", 2],
    ["Vizag", 2],
    ["Ratnagiri", 3],
    ["Dubai", Number.NaN],
    ["", Number.NaN],
    [null, Number.NaN],
  ])("put %s in its tier", (city, tier) => {
    expect(told("city_tier", {}, { city })).toBe(tier);
  });

  it("count what is filled in of what brokers ask", () => {
    expect(told("profile_completeness", {})).toBe(0);
    const filled = {
      city: "Pune",
      budgetMax: 9_000_000,
      contacts: [...phone({}).contacts, ...mail({}).contacts],
    };
    expect(told("profile_completeness", { occupation: "Doctor", bhk: 3, move_in: "-" }, filled)).toBeCloseTo(
      6 / 11,
      12,
    );
  });

  it("read a network's completeness as a share, in whatever form it comes", () => {
    const of = (value: string | number) =>
      told("network_profile_completeness", { linkedin_completeness: value });
    expect([of(0.8), of(80), of("80 %"), of("1%"), of(1)]).toEqual([0.8, 0.8, 0.8, 0.01, 1]);
    expect([of(180), of("full")]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("company_maturity_score", () => {
  it("is the weighted mean of what is known", () => {
    // 16 years are two half-lives: ¾.
    expect(told("company_maturity_score", { founded: 2010 })).toBe(75);
    expect(told("company_maturity_score", { company_size: "100" })).toBe(50);
    expect(told("company_maturity_score", { company_size: "10,000+" })).toBe(100);
    expect(told("company_maturity_score", { founded: "2010", company_size: 100 })).toBeCloseTo(
      (3 * 75 + 4 * 50) / 7,
      12,
    );
    expect(told("company_maturity_score", { employees: "10-1000" })).toBe(50);
    expect(told("company_maturity_score", { employer_type: "government" })).toBe(100);
    expect(told("company_maturity_score", {}, mail({ domain: "company" }))).toBe(60);
    expect(
      told("company_maturity_score", { occupation: "Proprietor" }, mail({ domain: "free" })),
    ).toBeCloseTo(22.5, 12);
  });

  it("is not known when nothing is", () => {
    expect(told("company_maturity_score", { founded: 3000, company_size: "many" })).toBeNaN();
  });
});
