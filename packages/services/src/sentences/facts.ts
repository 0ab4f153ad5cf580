/** Facts that go with a sentence: field names, counts, limits. Never personal data. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;
