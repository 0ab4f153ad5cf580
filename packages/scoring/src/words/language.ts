export const languages = ["en", "hi"] as const;
/** A language that reasons are worded in. */
export type Language = (typeof languages)[number];
