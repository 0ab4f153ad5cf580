import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { describe, expect, test } from "vitest";
import { emailsIn, maskEmail, normaliseEmail } from "./email.ts";
import { namePrefixes, nameWords, searchPrefixes, tidyName } from "./name-prefixes.ts";
import { maskPhone, normalisePhone, phoneForPeople, phonesIn } from "./phone.ts";

describe("phone numbers", () => {
  test.each([
    ["98765 43210"],
    ["+91-98765-43210"],
    ["09876543210"],
    ["919876543210"],
    ["0091 9876543210"],
    ["(+91) 98765 43210"],
    ["9876543210.0"],
    ["'+91 98765 43210"],
  ])("%s is one and the same number", (text) => {
    expect(normalisePhone(text)).toBe("+919876543210");
  });

  test("landlines and other countries are known; junk and placeholders are not", () => {
    expect(normalisePhone("022 2401 2345")).toBe("+912224012345");
    expect(normalisePhone("+1 415 555 2671")).toBe("+14155552671");
    expect(normalisePhone("971501234567")).toBe("+971501234567");
    for (const text of ["", "12345", "no phone", "9999999999", "1234567890", "9.87654E+09"]) {
      expect(normalisePhone(text)).toBeNull();
    }
  });

  test("every Indian mobile number comes out as libphonenumber has it", () => {
    const digits = fc.tuple(fc.integer({ min: 6, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
    fc.assert(
      fc.property(digits, ([first, rest]) => {
        const national = `${first}${String(rest).padStart(9, "0")}`;
        fc.pre(!/(\d)\1{7,}$/.test(national));
        expect(normalisePhone(national)).toBe(parsePhoneNumberFromString(national, "IN")?.number);
      }),
    );
  });

  test("a cell with several numbers gives each once", () => {
    expect(phonesIn("98765 43210 / 98111 22233, 9876543210")).toEqual(["+919876543210", "+919811122233"]);
    expect(phonesIn("-")).toEqual([]);
  });

  test("masked to the last three digits", () => {
    expect(maskPhone("+919876543210")).toBe("+91 ••••• ••210");
    expect(maskPhone("+14155552671")).toBe("+1 ••••• ••671");
    expect(phoneForPeople("+919876543210")).toBe("+91 98765 43210");
  });
});

describe("e-mail addresses", () => {
  test("case, name and mailto do not count; what is no address is none", () => {
    expect(normaliseEmail(" Ravi.K@Example.IN ")).toBe("ravi.k@example.in");
    expect(normaliseEmail("Ravi <ravi@example.in>")).toBe("ravi@example.in");
    expect(normaliseEmail("mailto:ravi@example.in")).toBe("ravi@example.in");
    for (const text of ["", "ravi", "ravi@", "@example.in", "ravi@example", "a b@example.in"]) {
      expect(normaliseEmail(text)).toBeNull();
    }
    expect(emailsIn("a@x.in; B@x.in, a@x.in")).toEqual(["a@x.in", "b@x.in"]);
  });

  test("masked to its first letter", () => {
    expect(maskEmail("ravi@example.in")).toBe("r•••@example.in");
  });
});

describe("names", () => {
  test("case, accents, joiners and the nukta do not count; vowel signs do", () => {
    expect(nameWords("  José  O'Brien-Smith ")).toEqual(["jose", "obrien", "smith"]);
    expect(nameWords("फ़रहान ख़ान")).toEqual(nameWords("फरहान खान"));
    expect(nameWords("रवि")).not.toEqual(nameWords("रव"));
  });

  test("prefixes run from two letters to eight, and initials stand for themselves", () => {
    expect(namePrefixes("R Venkateshwaran")).toEqual([
      "r",
      "ve",
      "ven",
      "venk",
      "venka",
      "venkat",
      "venkate",
      "venkates",
    ]);
    expect(namePrefixes("रवि")).toEqual(["रव", "रवि"]);
  });

  test("whoever types the beginning of each word, in any order, finds the name", () => {
    const letter = fc.constantFrom(..."abcxyzéÀरविकाśßñ中");
    const word = fc.array(letter, { minLength: 2, maxLength: 12 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.nat()), { minLength: 1, maxLength: 3 }), (words) => {
        const name = words.map(([text]) => text).join(" ");
        const kept = nameWords(name);
        fc.pre(kept.length === words.length && kept.every((each) => [...each].length >= 2));
        const typed = kept
          .map((each, i) => [...each].slice(0, 2 + ((words[i]?.[1] ?? 0) % [...each].length)).join(""))
          .reverse()
          .join(" ");
        const indexed = new Set(namePrefixes(name));
        expect(searchPrefixes(typed).every((prefix) => indexed.has(prefix))).toBe(true);
      }),
    );
  });

  test("one letter alone is too little to search by", () => {
    expect(searchPrefixes("r")).toEqual([]);
    expect(searchPrefixes("r nar")).toEqual(["r", "nar"]);
    expect(searchPrefixes("VENKATESHWARAN")).toEqual(["venkates"]);
  });

  test("a name is kept on one line and within bounds", () => {
    expect(tidyName(" Ravi\n  Kumar ")).toBe("Ravi Kumar");
    expect(tidyName(" ")).toBeNull();
    expect([...(tidyName("x".repeat(500)) ?? "")]).toHaveLength(200);
  });
});
