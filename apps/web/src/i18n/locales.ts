export const locales = ["en-IN", "hi-IN"] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = "leadlift-locale";

/** Each language by its own name. */
export const localeNames: Readonly<Record<Locale, string>> = { "en-IN": "English", "hi-IN": "हिन्दी" };

/** In which language the services word what they know, for each of ours. */
export const wordedIn = { "en-IN": "en", "hi-IN": "hi" } as const satisfies Record<Locale, string>;

/** What was chosen, else the first language of the browser that we speak, else English. */
export function readLocale(chosen: string | undefined, accepted: string | null): Locale {
  const known = locales.find((locale) => locale === chosen);
  if (known) return known;
  const wanted = (accepted ?? "").split(",").map((part) => part.split(";")[0]?.trim().slice(0, 2));
  const first = wanted.find((language) => locales.some((locale) => locale.startsWith(`${language}-`)));
  return locales.find((locale) => locale.startsWith(`${first}-`)) ?? "en-IN";
}
