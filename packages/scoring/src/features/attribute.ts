import type { ReadInput } from "./definition.ts";
import type { LeadProfile } from "./lead-profile.ts";
import { isMissing, tidy } from "./raw-value.ts";

type Attributes = LeadProfile["attributes"];

/** Attributes that somebody other than the person told us have it before their key. */
export const enrichedPrefix = "enriched.";

/**
 * The lead's answer under the first of these names that has one, whatever the spelling of its key; what the person
 * said goes before what was added.
 *
 * @param names lower-case letters and digits only.
 */
export function attributeOf(
  { profile, consents }: Pick<ReadInput, "profile" | "consents">,
  names: readonly string[],
): string | number | boolean | null {
  const { said, added } = indexOf(profile.attributes);
  for (const values of consents.enrichment.inForce ? [said, added] : [said]) {
    for (const name of names) {
      const value = values.get(name);
      if (value !== undefined) return value;
    }
  }
  return null;
}

/** The answer as text, tidied, lower case. */
export function textOf(
  input: Pick<ReadInput, "profile" | "consents">,
  names: readonly string[],
): string | null {
  const value = attributeOf(input, names);
  return typeof value === "string" ? tidy(value).toLowerCase() : null;
}

type Answers = ReadonlyMap<string, string | number | boolean>;
const indexes = new WeakMap<Attributes, { said: Answers; added: Answers }>();

/** A vector asks for a dozen names; keys are spelled out once. */
function indexOf(attributes: Attributes): { said: Answers; added: Answers } {
  const known = indexes.get(attributes);
  if (known) return known;
  const said = new Map<string, string | number | boolean>();
  const added = new Map<string, string | number | boolean>();
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || isMissing(value)) continue;
    const enriched = key.startsWith(enrichedPrefix);
    const name = (enriched ? key.slice(enrichedPrefix.length) : key)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "");
    (enriched ? added : said).set(name, value);
  }
  const index = { said, added };
  indexes.set(attributes, index);
  return index;
}
