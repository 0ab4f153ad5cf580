import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { catalogues } from "./catalogue.ts";
import { locales } from "./locales.ts";

interface Message {
  path: string;
  text: string;
}

function messagesOf(part: object, path = ""): Message[] {
  return Object.entries(part).flatMap(([key, value]): Message[] =>
    typeof value === "string" ? [{ path: path + key, text: value }] : messagesOf(value, `${path}${key}.`),
  );
}

/** What a message has to be given, and the marks around its words. */
function needs(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`<${element.value}>`, ...needs(element.children)];
      case TYPE.select:
      case TYPE.plural:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => needs(value))];
      default:
        return [element.value];
    }
  });
}

const [first, ...others] = locales;

describe("the words of the interface", () => {
  it.each(others)("are all there in %s, and say the same", (locale) => {
    const theirs = new Map(messagesOf(catalogues[locale]).map(({ path, text }) => [path, text]));
    const ours = messagesOf(catalogues[first]);
    expect([...theirs.keys()].sort()).toEqual(ours.map(({ path }) => path).sort());
    for (const { path, text } of ours) {
      const needed = [...new Set(needs(parse(text)))].sort();
      expect({ path, needs: [...new Set(needs(parse(theirs.get(path) ?? "")))].sort() }).toEqual({
        path,
        needs: needed,
      });
    }
  });

  it.each(others)("are words of %s, not empty ones", (locale) => {
    expect(messagesOf(catalogues[locale]).filter(({ text }) => text.trim() === "")).toEqual([]);
  });
});
