import { gzipSync } from "node:zlib";
import { scopes } from "@leadlift/services/api-key/scopes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examplesOf, type Operation } from "../test/contract.ts";
import { contractOf, keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

const json = { "content-type": "application/json" };
const nowhere = "00000000-0000-7000-8000-000000000000";

let api: OpenApi;
let key: string;
let taking: { operation: Operation; example: object }[];
beforeAll(async () => {
  api = await openApi();
  key = await keyOf(api.home, ...scopes);
  taking = contractOf(api.app).operations.flatMap((operation) => {
    const [example] = examplesOf(operation);
    return typeof example === "object" && example !== null ? [{ operation, example }] : [];
  });
  expect(taking.map(({ operation }) => operation.path)).toContain("/v1/score");
});
afterAll(() => api.close());

function ask({ method, path }: Operation, payload: string | Buffer, headers: Record<string, string> = json) {
  const known = (["POST", "PUT", "PATCH", "DELETE"] as const).find((each) => each === method);
  if (!known) throw new Error(`${method} takes a body?`);
  return send(api, `${known} ${path.replace(/\{\w+\}/g, nowhere)}`, { key, payload, headers });
}

describe("every route that takes a body refuses", () => {
  const cases: [what: string, status: number, code: RegExp, given: (example: object) => string][] = [
    ["what is cut off", 400, /^bad_json$/, (example) => JSON.stringify(example).slice(0, -1)],
    ["what has more behind it", 400, /^bad_json$/, (example) => `${JSON.stringify(example)}]`],
    ["nothing", 400, /^bad_json$/, () => ""],
    ["NaN", 400, /^bad_json$/, (example) => withMember(example, '"x":NaN')],
    ["Infinity", 400, /^bad_json$/, (example) => withMember(example, '"x":-Infinity')],
    ["a number beyond all numbers", 400, /^bad_number$/, (example) => withMember(example, '"x":1e400')],
    ["a key twice", 400, /^duplicate_key$/, (example) => withMember(example, '"x":1,"x":1')],
    ["a prototype", 400, /^bad_json$/, (example) => withMember(example, '"__proto__":{"admin":true}')],
    [
      "a constructor's prototype",
      400,
      /^bad_json$/,
      (example) => withMember(example, '"constructor":{"prototype":{"admin":true}}'),
    ],
    [
      "depths",
      400,
      /^too_deep$/,
      (example) => withMember(example, `"x":${"[".repeat(200)}${"]".repeat(200)}`),
    ],
    ["a list", 400, /^bad_(input|body)$/, (example) => JSON.stringify([example])],
    ["a text", 400, /^bad_(input|body)$/, () => '"text"'],
    ["null", 400, /^bad_(input|body)$/, () => "null"],
    ["a number", 400, /^bad_(input|body)$/, () => "7"],
  ];
  test.each(cases)("%s: %i", async (_, status, code, given) => {
    for (const { operation, example } of taking) {
      const answer = await ask(operation, given(example));
      expect({ route: operation.path, ...answer }).toMatchObject({
        status,
        type: "application/problem+json",
        body: { status, code: expect.stringMatching(code) },
      });
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("a bomb of zip, without unpacking it", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 ** 2, " "));
    for (const encoding of ["gzip", "gzip, gzip", "br", "deflate", "x"]) {
      for (const { operation } of taking) {
        const answer = await ask(operation, bomb, { ...json, "content-encoding": encoding });
        expect([operation.path, answer]).toMatchObject([
          operation.path,
          { status: 415, body: { code: "encoded" } },
        ]);
      }
    }
    for (const { operation } of taking) {
      expect(await ask(operation, bomb)).toMatchObject({ status: 400, body: { code: "bad_json" } });
    }
  }, 60_000);

  test("another type than JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"]) {
      for (const { operation, example } of taking) {
        const answer = await ask(operation, JSON.stringify(example), { "content-type": type });
        expect([operation.path, answer]).toMatchObject([
          operation.path,
          { status: 415, body: { code: "not_json" } },
        ]);
      }
    }
  });

  test("what is larger than it takes", async () => {
    const text = `{"x":"${"x".repeat(17 * 1024 ** 2)}"}`;
    for (const { operation } of taking) {
      expect([operation.path, await ask(operation, text)]).toMatchObject([
        operation.path,
        { status: 413, body: { code: "too_large" } },
      ]);
    }
  });

  test("a text of 100 kB in place of any value, and does not send it back", async () => {
    const long = "x".repeat(100_000);
    for (const { operation, example } of taking) {
      for (const place of placesIn(example)) {
        const { status, body } = await ask(operation, withValue(example, place, long));
        expect([operation.path, place, status]).toEqual([
          operation.path,
          place,
          expect.toBeOneOf([400, 404, 409, 422]),
        ]);
        expect(JSON.stringify(body).length).toBeLessThan(10_000);
      }
    }
  });
});

function withMember(example: object, member: string): string {
  const text = JSON.stringify(example);
  return `{${member}${text === "{}" ? "" : ","}${text.slice(1)}`;
}

type Place = readonly string[];

function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]));
}

function withValue(example: object, place: Place, value: string): string {
  const at = (inner: unknown, path: Place): unknown => {
    const [key, ...rest] = path;
    if (key === undefined) return value;
    if (Array.isArray(inner))
      return inner.map((each, index) => (String(index) === key ? at(each, rest) : each));
    return { ...Object(inner), [key]: at(Object(inner)[key], rest) };
  };
  return JSON.stringify(at(example, place));
}
