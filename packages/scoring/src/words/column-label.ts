/** Letters that stay capitals in a label. */
const capitals: Readonly<Record<string, string>> = {
  nri: "NRI",
  id: "ID",
  emi: "EMI",
  bhk: "BHK",
  sms: "SMS",
  url: "URL",
  utm: "UTM",
  crm: "CRM",
  whatsapp: "WhatsApp",
  google: "Google",
  facebook: "Facebook",
};

/** What a column is called in a sentence: "lead_source" → "Lead source", "TotalVisits" → "Total visits". */
export function columnLabel(name: string): string {
  const words = name
    .slice(0, 120)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .split(/[\s_.:/-]+/)
    .filter((word) => word !== "");
  const cased = words.map((word, i) => {
    const known = capitals[word.toLowerCase()];
    if (known) return known;
    const short = word.length > 1 && word.length <= 4 && word === word.toUpperCase();
    if (short) return word;
    return i === 0 ? word.charAt(0).toUpperCase() + word.slice(1).toLowerCase() : word.toLowerCase();
  });
  return cased.join(" ") || "Unnamed column";
}

/** Names that differ only in case, spaces and punctuation are the same to the lexicon. */
export function lexiconKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
