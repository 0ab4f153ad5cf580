import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emailTraits, phoneTraits } from "./traits.ts";

describe("a phone number tells its line and whether it is abroad", () => {
  test.each([
    ["+919876543210", { line: "mobile", abroad: false }],
    ["+912224012345", { line: "fixed", abroad: false }],
    ["+971501234567", { line: "mobile", abroad: true }],
    ["+442071838750", { line: "fixed", abroad: true }],
    ["+9112", { abroad: false }],
  ])("%s", (number, traits) => {
    expect(phoneTraits(number)).toEqual(traits);
  });
});

describe("an address tells whose domain it is", () => {
  test.each([
    ["a@gmail.com", "free"],
    ["a@rediffmail.com", "free"],
    ["a@iitb.ac.in", "education"],
    ["a@mit.edu", "education"],
    ["a@maharashtra.gov.in", "government"],
    ["a@nic.in", "government"],
    ["a@tcs.com", "company"],
    ["a@academy.com", "company"],
    ["a@education.co.in", "company"],
  ])("%s: %s", (address, domain) => {
    expect(emailTraits(address, null)).toEqual({ domain });
  });
});

describe("name and address agree as far as the name explains the letters before the @", () => {
  test.each([
    ["meera.iyer84@x.in", "Meera Iyer", 1],
    ["meera@x.in", "Meera Iyer", 1],
    ["miyer@x.in", "Meera Iyer", 1],
    ["rks@x.in", "Ravi Kumar Sharma", 1],
    ["ravi.flats@x.in", "Ravi Kumar", 0.4],
    ["sweetdreams@x.in", "Ravi Kumar", 0],
    ["info+ravi@x.in", "Ravi", 0],
  ])("%s of %s: %d", (address, name, agrees) => {
    expect(emailTraits(address, name).agrees).toBe(agrees);
  });

  test("what has no letters in common to compare is not compared", () => {
    expect(emailTraits("84@x.in", "Ravi")).not.toHaveProperty("agrees");
    expect(emailTraits("ravi@x.in", "रवि")).not.toHaveProperty("agrees");
  });

  test("it lies between 0 and 1, and is 1 for an address that is the name", () => {
    // Of different letters: a name that repeats itself can be taken out at the wrong place.
    const word = (letters: RegExp) => fc.stringMatching(letters);
    fc.assert(
      fc.property(word(/^[a-m]{3,9}$/), word(/^[n-z]{3,9}$/), word(/^[a-z]{3,9}$/), (first, last, other) => {
        const { agrees = -1 } = emailTraits(`${other}@x.in`, `${first} ${last}`);
        expect(agrees).toBeGreaterThanOrEqual(0);
        expect(agrees).toBeLessThanOrEqual(1);
        expect(emailTraits(`${first}.${last}@x.in`, `${first} ${last}`).agrees).toBe(1);
      }),
    );
  });
});
