import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorityOf, layersOf } from "./job-title.ts";

describe("authorityOf", () => {
  it.each([
    ["Proprietor, Sharma Textiles", 0.95],
    ["Karta (HUF)", 0.95],
    ["Co-Founder & CTO", 0.95],
    ["Prop.", 0.95],
    ["Malik", 0.95],
    ["मालिक", 0.95],
    ["CMD", 0.95],
    ["Managing Director", 0.95],
    ["CEO", 0.92],
    ["Chief Financial Officer", 0.92],
    ["Partner", 0.92],
    ["Director - Operations", 0.88],
    ["Asst. Director", 0.66],
    ["Businessman", 0.85],
    ["Vice President, Sales", 0.78],
    ["AVP", 0.66],
    ["Head of Marketing", 0.8],
    ["GM (Projects)", 0.78],
    ["DGM", 0.68],
    ["Chartered Accountant", 0.75],
    ["CA", 0.75],
    ["Dr. / Surgeon", 0.75],
    ["Advocate, High Court", 0.7],
    ["IAS", 0.78],
    ["Joint Secretary to the Government of India", 0.78],
    ["Bank PO", 0.6],
    ["Govt. servant", 0.6],
    ["Sr. Manager", 0.6],
    ["Manager", 0.52],
    ["Assistant Manager", 0.42],
    ["Professor", 0.55],
    ["Software Engineer", 0.35],
    ["Sales Executive", 0.35],
    ["Junior Engineer", 0.25],
    ["Executive Assistant to CEO", 0.15],
    ["PA to Director", 0.15],
    ["Secretary to MD", 0.15],
    ["Intern - CEO's Office", 0.08],
    ["Management Trainee", 0.08],
    ["Office boy", 0.12],
    ["Head Clerk", 0.12],
  ])("%s", (title, probability) => {
    expect(authorityOf(title)).toBe(probability);
    expect(authorityOf(`  ${title.toUpperCase()} `)).toBe(probability);
  });

  it("gives any text a probability, quickly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (title) => {
        const probability = authorityOf(title);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
      }),
    );
  });
});

describe("layersOf", () => {
  it("hears a large company in a regional or a vice president, a small one in a proprietor", () => {
    expect(
      ["AVP", "Zonal Manager", "General Manager", "Proprietor", "Freelancer", "Engineer"].map(layersOf),
    ).toEqual([0.85, 0.85, 0.65, 0.2, 0.05, null]);
  });
});
