import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";
import { Problem } from "./problem.ts";

const plain = { headers: {} };

function refusalOf(text: string, headers: Record<string, string> = {}) {
  try {
    parseJson({ headers }, text);
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { status, code, details } = error;
    const [first] = Array.isArray(details.errors) ? details.errors : [];
    return { status, code, path: first?.path };
  }
}

describe("a body of JSON", () => {
  test("is what it says, whatever it says", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, indent) => {
        fc.pre(!/"(__proto__|constructor)"/.test(JSON.stringify(value)));
        const text = JSON.stringify(value, null, indent);
        expect(parseJson(plain, text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ['{"a":1,"a":2}', "a"],
    ['{"a" :1,"a":2}', "a"],
    ['{"a":1,"\\u0061":1}', "a"],
    ['{"subject":{"leadId":"x","phone":"\\":","leadId":"y"}}', "subject.leadId"],
    ['[{"x":":"},{"y":["z","z",{"k":[],"k":{}}]}]', "1.y.2.k"],
    ['{"":1,"":1}', ""],
  ])("says each thing once: %s", (text, path) => {
    expect(refusalOf(text)).toEqual({ status: 400, code: "duplicate_key", path });
  });

  test("has each key once, or is told which it has twice", () => {
    const key = fc.constantFrom("a", "b", 'c":', "d\\", "é\n", "{", "[,]");
    fc.assert(
      fc.property(fc.array(key, { maxLength: 6 }), (keys) => {
        const text = `[{"deep":{${keys.map((each) => `${JSON.stringify(each)}:"x\\":y"`).join(", ")}}}]`;
        const twice = keys.find((each, at) => keys.indexOf(each) < at);
        expect(refusalOf(text)?.path).toEqual(twice === undefined ? undefined : `0.deep.${twice}`);
      }),
    );
  });

  test("may have the same key in different objects, and texts that look like keys", () => {
    for (const text of ['[{"a":1},{"a":{"a":1}}]', '{"a":"\\"a\\":1","b":["a","a"],"c":"x\\" :"}']) {
      expect(parseJson(plain, text)).toEqual(JSON.parse(text));
    }
  });

  test("is read to its end where a text in it has millions of escapes", () => {
    const long = `"\\":${"\\n".repeat(8_000_000)}\\\\"`;
    expect(refusalOf(`{"a":${long}}`)).toBeNull();
    expect(refusalOf(`{"a":${long},"b":{"c":1,"c":2}}`)).toMatchObject({ path: "b.c" });
  });

  test.each([
    ['{"a":[1,{"b":1e400}]}', "a.1.b"],
    ["-1e999", ""],
  ])("has no number that is none: %s", (text, path) => {
    expect(refusalOf(text)).toEqual({ status: 400, code: "bad_number", path });
  });

  test.each(["NaN", '{"a":Infinity}', "{'a':1}", '{"a":1,}', "", "undefined", "\u0000", '{"__proto__":{}}'])(
    "is JSON: %s",
    (text) => expect(refusalOf(text)).toMatchObject({ status: 400, code: "bad_json" }),
  );

  test("is nested as deep as anyone needs, and no deeper", () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    expect(refusalOf(nested(100))).toBeNull();
    expect(refusalOf(nested(101))).toMatchObject({ status: 400, code: "too_deep" });
    expect(refusalOf(`{"n":1e400,"a":${nested(150_000)}}`)).toMatchObject({ code: "too_deep" });
  });

  test.each(["gzip", "br", "deflate, gzip"])("comes as it is, not as %s", (encoding) => {
    expect(refusalOf("{}", { "content-encoding": encoding })).toMatchObject({ status: 415, code: "encoded" });
  });
});
