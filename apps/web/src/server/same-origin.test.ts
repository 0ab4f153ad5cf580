import { describe, expect, it } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

const publicUrl = "https://leads.example.in";

function from(headers: Record<string, string>): boolean {
  return isSameOrigin(new Headers({ host: "leads.example.in", ...headers }), publicUrl);
}

describe("isSameOrigin", () => {
  it("lets our own pages through", () => {
    expect(from({ origin: publicUrl, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(from({ origin: publicUrl })).toBe(true);
    expect(
      isSameOrigin(new Headers({ host: "10.0.0.5:3000", origin: "http://10.0.0.5:3000" }), publicUrl),
    ).toBe(true);
  });

  it("turns other sites away, neighbours under the same domain too", () => {
    expect(from({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).toBe(false);
    expect(from({ "sec-fetch-site": "same-site" })).toBe(false);
    expect(from({ origin: "https://evil.example" })).toBe(false);
    expect(from({ origin: "null" })).toBe(false);
  });
});
