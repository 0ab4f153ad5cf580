import enShell from "../../messages/en/shell.json";
import hiShell from "../../messages/hi/shell.json";
import type { Locale } from "./locales.ts";

const en = { shell: enShell };
const hi: Catalogue = { shell: hiShell };

/** All words of the interface, by the part of it that says them. */
export type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

export const catalogues: Readonly<Record<Locale, Catalogue>> = { "en-IN": en, "hi-IN": hi };
