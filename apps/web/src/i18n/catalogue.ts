import enBoard from "../../messages/en/board.json";
import enSession from "../../messages/en/session.json";
import enShell from "../../messages/en/shell.json";
import enTeam from "../../messages/en/team.json";
import hiBoard from "../../messages/hi/board.json";
import hiSession from "../../messages/hi/session.json";
import hiShell from "../../messages/hi/shell.json";
import hiTeam from "../../messages/hi/team.json";
import type { Locale } from "./locales.ts";

const en = { board: enBoard, session: enSession, shell: enShell, team: enTeam };
const hi: Catalogue = { board: hiBoard, session: hiSession, shell: hiShell, team: hiTeam };

/** All words of the interface, by the part of it that says them. */
export type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

export const catalogues: Readonly<Record<Locale, Catalogue>> = { "en-IN": en, "hi-IN": hi };
