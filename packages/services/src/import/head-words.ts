import type { Language } from "@leadlift/scoring/words";
import { type RowProblem, wordRowProblem } from "../csv/open-csv.ts";

const hindiKinds: Readonly<Record<string, string>> = {
  numeric: "संख्या",
  categorical: "श्रेणी",
  boolean: "हाँ या नहीं",
  date: "तारीख",
  text: "टेक्स्ट",
  id: "नंबर या कोड",
};

/** A column of one kind with a value that is of another. */
export function wordOdd(
  { name, kind, example }: { name: string; kind: string; example: string },
  language: Language,
): string {
  return language === "hi"
    ? `"${name}" को ${hindiKinds[kind] ?? kind} माना गया है, पर इसमें "${example}" जैसे मान भी हैं।`
    : `"${name}" is read as ${kind}, but holds values like "${example}".`;
}

/** Columns with nothing in them; `more`: the file goes on behind what was read. */
export function wordEmpty(names: readonly string[], more: boolean, language: Language): string {
  const one = names.length === 1;
  if (language === "hi") {
    const where = more ? "पहली पंक्तियों में" : "पूरी फ़ाइल में";
    return one
      ? `"${names[0]}" ${where} खाली है और छोड़ दिया गया है।`
      : `${names.length} कॉलम ${where} खाली हैं और छोड़ दिए गए हैं।`;
  }
  const where = more ? "in the first rows" : "in the whole file";
  return `${one ? `"${names[0]}" is` : `${names.length} columns are`} empty ${where} and left out.`;
}

/** Rows that cannot be read, the first of them in `line`. */
export function wordBroken(
  { count, line, problem }: { count: number; line: number; problem: RowProblem },
  language: Language,
): string {
  const why = wordRowProblem(problem, language);
  if (language === "hi") {
    return count === 1
      ? `लाइन ${line} की पंक्ति छोड़ दी गई: ${why}`
      : `${count} पंक्तियाँ छोड़ दी गईं, पहली लाइन ${line} में: ${why}`;
  }
  return `${count === 1 ? "One row is left out, in" : `${count} rows are left out, the first in`} line ${line}: ${why}`;
}

/** Activities of the first rows that are about nobody. */
export function wordUnknownPersons(unknown: number, rows: number, language: Language): string {
  if (language === "hi") {
    return rows === 1
      ? "पहली पंक्ति किसी ऐसे की है जो यहाँ लीड नहीं है; पहले लीड इम्पोर्ट करें।"
      : `पहली ${rows} पंक्तियों में से ${unknown} ऐसों की हैं जो यहाँ लीड नहीं हैं; पहले लीड इम्पोर्ट करें।`;
  }
  const of =
    rows === 1 ? "The first row is" : `Of the first ${rows} rows, ${unknown} ${unknown === 1 ? "is" : "are"}`;
  return `${of} about nobody who is a lead here; import the leads first.`;
}

/** Values of the column of kinds that were given no meaning. */
export function wordUnknownTypes(values: readonly string[], language: Language): string {
  const named = values.slice(0, 3).map((value) => `"${value.slice(0, 60)}"`);
  const more = values.length - named.length;
  if (language === "hi") {
    const rest = more > 0 ? ` और ${more} दूसरों` : "";
    return `${named.join(", ")}${rest} का मतलब पता नहीं: जब तक आप न बताएँ, ऐसी पंक्तियाँ छोड़ दी जाती हैं।`;
  }
  const rest = more > 0 ? ` and ${more} more` : "";
  return `What ${named.join(", ")}${rest} means is not known: such rows are left out unless you say what it is.`;
}

interface UnknownListings {
  header: string;
  listings: number;
  example: string;
  rows: number;
}

/** Listings that leads of a file ask for and that are not here. */
export function wordUnknownListings(
  { header, listings, example, rows }: UnknownListings,
  language: Language,
): string {
  if (language === "hi") {
    const named = listings === 1 ? "एक प्रॉपर्टी है" : `${listings} प्रॉपर्टी हैं`;
    return `"${header}" में ${named} जो यहाँ नहीं, जैसे "${example}": पहले प्रॉपर्टी इम्पोर्ट न करें तो ${rows === 1 ? "यह लीड" : `ये ${rows} लीड`} बिना प्रॉपर्टी के आएँगी।`;
  }
  const named = listings === 1 ? "one listing" : `${listings} listings`;
  return (
    `"${header}" names ${named} that ${listings === 1 ? "is" : "are"} not here, such as "${example}": ` +
    `${rows === 1 ? "this lead comes" : `these ${rows} leads come`} without a listing unless the listings are imported first.`
  );
}
