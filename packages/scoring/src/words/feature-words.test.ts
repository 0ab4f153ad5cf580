import { describe, expect, it } from "vitest";
import { featureByName, featureNames } from "../features/catalogue.ts";
import { targetFeatures } from "../features/source.ts";
import { labelOf, wordReason } from "./word-reason.ts";

const names = [...featureNames, ...targetFeatures.map(({ name }) => name)];

function say(feature: string, value: number | null): string {
  return wordReason({ feature, code: value === null ? "missing" : "value", params: { value }, points: 3 })
    .text;
}

describe("features in words", () => {
  it.each<[string, number | null, string]>([
    ["engagement_score", 62.4, "Engagement 62 of 100"],
    ["engagement_score", 0.2, "No engagement left"],
    ["engagement_score", null, "No activity known"],
    ["response_velocity", 12, "Usually replies within 12 min"],
    ["first_reply_minutes", 0.001, "Replied at once"],
    ["interaction_frequency", 1, "Active once in 30 days"],
    ["interaction_frequency", 14, "Active 14 times in 30 days"],
    ["silence_days", 6, "Last heard from 6 days ago"],
    ["silence_days", 0.125, "Last heard from 3 h ago"],
    ["silence_days", 0.000001, "Heard from just now"],
    ["silence_days", null, "Never heard from since the enquiry"],
    ["visits_done", 1, "Came to a site visit"],
    ["visits_done", null, "No site visit booked yet"],
    ["whatsapp_response_rate", 0.667, "Answers 67 % of WhatsApp messages"],
    ["decision_maker_probability", 0.95, "Decides with a probability of 95 %, by job title"],
    ["budget_fit", 1, "Budget fits the price"],
    ["day_of_week", 3, "Day of the week: Wednesday"],
    ["month", 2, "Month: February"],
    ["time_to_quarter_end", 1, "1 day to the end of the quarter"],
    ["time_to_quarter_end", 0, "The quarter ends today"],
    ["free_mail", 1, "Writes from a private address"],
    ["free_mail", 0, "Writes from an address at work"],
    ["source_quality", 0.124, "12 % of the leads from this source get there"],
    ["listing_returns", 0, "Came back to no listing"],
    ["session_depth", 2.5, "Views 2.5 pages a session"],
  ])("%s = %s reads “%s”", (feature, value, sentence) => {
    expect(say(feature, value)).toBe(sentence);
  });

  it("have a sentence for every feature and any number, without a gap in it", () => {
    for (const name of names) {
      for (const value of [0, 0.3, 1, 2, 7.25, 60, 1_000, null]) {
        const sentence = say(name, value);
        expect(sentence, name).toMatch(/^[A-Z\d].*[^.]$/);
        expect(sentence, name).not.toMatch(/[{}]|undefined|NaN|null| {2}/);
      }
      expect(labelOf(name)).toBe(featureByName(name)?.words.label);
    }
  });
});
