import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { budgetText } from "../../format/money.ts";
import { dateText } from "../../format/time.ts";
import { catalogues } from "../../i18n/catalogue.ts";
import { valueText } from "./field-words.ts";
import { listingName, listingSubLine } from "./listing-words.ts";

const words = createTranslator({ locale: "en-IN", messages: catalogues["en-IN"], namespace: "lead" });
const setting = {
  words,
  formats: {
    budget: (min: bigint | number | null, max: bigint | number | null) => budgetText(min, max),
    date: (at: Date) => dateText(at, "Asia/Kolkata"),
  },
};

describe("what is known of a field", () => {
  it("is said as people say it", () => {
    expect(valueText("approved", "categorical", setting)).toBe("Approved");
    expect(valueText(true, "boolean", setting)).toBe("Yes");
    expect(valueText(120_000, "numeric", setting)).toBe("1,20,000");
    expect(valueText({ minPaise: null, maxPaise: 85_00_000_00 }, "budget", setting)).toBe("up to ₹85 L");
    expect(valueText(null, "text", setting)).toBe("not known");
  });

  it("is a day of the organisation's zone, and what was written where it is no date", () => {
    expect(valueText("2019-12-31T20:00:00.000Z", "date", setting)).toBe("1 Jan 2020");
    expect(valueText("soon", "date", setting)).toBe("soon");
  });
});

it("a question says how far it could move the score, without false precision", () => {
  expect([0, 1, 9].map((points) => words("question.moves", { points }))).toEqual([
    "The answer could move the score by less than a point.",
    "The answer could move the score by about a point.",
    "The answer could move the score by about ±9.",
  ]);
});

describe("a listing", () => {
  const unknown = { project: null, type: null, city: null, locality: null };
  const price = { priceMinPaise: 85_00_000_00, priceMaxPaise: 95_00_000_00 };

  it("is called by its project and type, and described by what is known", () => {
    const listing = {
      ...unknown,
      ...price,
      project: "Skyline",
      type: "3 BHK",
      locality: "Bopal",
      externalId: "S3",
    };
    expect(listingName(listing)).toBe("Skyline, 3 BHK");
    expect(listingSubLine(listing, "₹85–95 L")).toBe("₹85–95 L · Bopal · S3");
  });

  it("is called by its own id where nothing else is known, once", () => {
    const listing = { ...unknown, externalId: "S3", priceMinPaise: null, priceMaxPaise: null };
    expect(listingName(listing)).toBe("S3");
    expect(listingSubLine(listing, null)).toBe("");
  });
});
