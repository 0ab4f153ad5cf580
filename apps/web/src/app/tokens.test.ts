import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const tokens = new Map(
  [...source.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name ?? "",
    { light: light ?? "", dark: dark ?? "" },
  ]),
);

// [text, ground]: every pair that the interface puts together.
const grounds = ["bg", "surface", "sunk"];
const pairs: [string, string][] = [
  ...["ink", "ink2", "ink3", "accent", "a", "b", "neg"].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...["a", "b", "c", "d", "neg"].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ["ink", "accent-soft"],
  ["ink2", "accent-soft"],
  ["ink3", "accent-soft"],
  ["a", "accent-soft"],
  ["neg", "accent-soft"],
  ["accent", "accent-soft"],
  ["on-accent", "accent"],
  ["bg", "ink"],
];

describe("colours", () => {
  it.each(["light", "dark"] as const)(
    "give text at least 4.5 to 1 on every ground it stands on, %s",
    (theme) => {
      const weak = pairs
        .map(([text, ground]) => ({ text, ground, ratio: contrast(hex(text, theme), hex(ground, theme)) }))
        .filter(({ ratio }) => ratio < 4.5);
      expect(weak).toEqual([]);
    },
  );

  it.each(["light", "dark"] as const)("give the edges of controls at least 3 to 1, %s", (theme) => {
    for (const ground of grounds)
      expect(contrast(hex("edge", theme), hex(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

function hex(name: string, theme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`No token ${name}`);
  return token[theme];
}

/** WCAG 2.2, relative luminance. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
