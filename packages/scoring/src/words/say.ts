import type { Entry } from "./entry.ts";

export function entryFor(label: string, say: Entry["say"], more: Omit<Entry, "label" | "say"> = {}): Entry {
  return { label, say, ...more };
}

/** Text from files as a person would write it: trimmed, first letter as it is. */
export const text = (say: (value: string) => string): Entry["say"] => {
  return (value) => (typeof value === "boolean" ? null : say(String(value).trim()));
};

export const number = (say: (value: number) => string): Entry["say"] => {
  return (value) => {
    const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof parsed === "number" && Number.isFinite(parsed) ? say(parsed) : null;
  };
};

export const yesNo = (yes: string, no: string): Entry["say"] => {
  return (value) => {
    const key = String(value).trim().toLowerCase();
    if (["true", "yes", "y", "1"].includes(key)) return yes;
    return ["false", "no", "n", "0"].includes(key) ? no : null;
  };
};

export const worded = (sentences: Readonly<Record<string, string>>, otherwise: (value: string) => string) =>
  text((value) => sentences[value.toLowerCase()] ?? otherwise(value));
