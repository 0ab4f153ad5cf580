import { describe, expect, it } from "vitest";
import { event, india, noon, profile } from "../test/made-up-features.ts";
import { catalogue, featureByName, featureNames } from "./catalogue.ts";
import { consentView } from "./consent.ts";
import { eventKinds, eventTypes } from "./event-types.ts";
import { targetFeatures } from "./source.ts";
import { foldAll } from "./state.ts";
import { featureRecord, featureVector } from "./vector.ts";

describe("the catalogue", () => {
  it("has the features of the brief by their names", () => {
    for (const name of [
      "engagement_score",
      "response_velocity",
      "interaction_frequency",
      "decision_maker_probability",
      "company_maturity_score",
      "industry_affinity",
      "seasonal_intent",
      "time_to_quarter_end",
      "lead_age_score",
    ]) {
      expect(featureByName(name)?.name).toBe(name);
    }
  });

  it("names each feature once, those that models compute among them", () => {
    const names = [...featureNames, ...targetFeatures.map(({ name }) => name)];
    expect(new Set(names).size).toBe(names.length);
    expect(featureByName("constructor")).toBeUndefined();
  });

  it("declares the purpose of every lane that a feature cannot do without", () => {
    for (const { meta } of catalogue) {
      const lanes = new Set(meta.needs.map((type) => eventKinds[type].purpose));
      const [only] = lanes;
      if (lanes.size === 1 && only) expect(meta.purpose, meta.name).toBe(only);
    }
  });

  it("declares every event type that a feature changes with", () => {
    const settings = india;
    const now = noon + 3_600_000;
    const consents = consentView(
      [
        {
          personId: "p",
          purpose: "enrichment",
          status: "given",
          occurredAt: 0,
          recordedAt: 0,
          expiresAt: null,
        },
      ],
      ["p"],
      { at: now, knownAt: now, lawfulAt: now },
    );
    const input = { profile: profile(), now, consents, settings };
    const before = eventTypes
      .filter((type) => type !== "form_submit")
      .flatMap((type, i) => [
        event(type, noon + i * 60_000, { key: i + 1 }),
        event(type, noon + i * 60_000 + 30_000, { key: i + 1 }),
      ]);
    for (const history of [[], before]) {
      const base = featureVector(foldAll(history, settings), input);
      for (const type of eventTypes) {
        const more = [...history, event(type, now - 1_000, { key: 99, seconds: 60 })];
        const changed = featureVector(foldAll(more, settings), input);
        catalogue.forEach(({ meta }, i) => {
          // That anything happened at all makes some counts known to be 0.
          if (Number.isNaN(base[i])) return;
          if (!Object.is(base[i], changed[i])) expect(meta.needs, `${meta.name} by ${type}`).toContain(type);
        });
      }
    }
  });

  it("gives a record by name with null for what is missing", () => {
    const vector = new Float64Array(featureNames.length).fill(Number.NaN);
    vector[0] = 12.5;
    const record = featureRecord(vector);
    expect(Object.keys(record)).toEqual(featureNames);
    expect([record.engagement_score, record.visits_done]).toEqual([12.5, null]);
  });
});
