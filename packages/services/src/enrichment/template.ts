/** What may be asked with; null: not known of this lead. */
export interface EnrichmentSubject {
  /** case-folded */
  email: string | null;
  /** E.164 */
  phone: string | null;
  name: string | null;
  /** of an e-mail address at a company */
  domain: string | null;
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const subjectNames = ["email", "phone", "name", "domain"] as const;
const placeholder = /\{([a-z]+)\}/g;

export function placeholdersIn(template: Json): Set<string> {
  return new Set([...JSON.stringify(template).matchAll(placeholder)].flatMap(([, name]) => name ?? []));
}

export function fillText(
  template: string,
  values: Readonly<Record<string, string | null>>,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === null ? whole : encode(value);
  });
}

/** Fills the texts of a JSON value; keys stay. */
export function fillJson(template: Json, values: Readonly<Record<string, string | null>>): Json {
  if (typeof template === "string") return fillText(template, values);
  if (Array.isArray(template)) return template.map((each) => fillJson(each, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fillJson(value, values)]));
}
