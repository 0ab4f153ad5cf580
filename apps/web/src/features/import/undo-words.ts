import type { ImportKind } from "@leadlift/services/import/content";
import type { ImportUndo } from "@leadlift/services/import/import-view";
import type { KeptLead, UndoPreview } from "@leadlift/services/import/undo/preview";
import { counted } from "../../format/number.ts";

const nouns: Readonly<Record<ImportKind, readonly [one: string, many: string]>> = {
  leads: ["lead", "leads"],
  activities: ["activity", "activities"],
  listings: ["listing", "listings"],
};

export const keptWords: Readonly<Record<KeptLead["because"], string>> = {
  merged: "merged with another lead",
  outcome: "an outcome was set",
  event: "did something since",
  work: "somebody worked on it",
  consent: "said what may be done with their data",
  import: "a later file changed it",
};

const because: Readonly<Record<ImportKind, string>> = {
  leads: "worked on since",
  activities: "changed by a later file",
  listings: "asked for or changed since",
};

/** What undoing would do, in one sentence each; nothing to do is one, too. */
export function undoWords({ kind, removes, restores, keeps }: UndoPreview): string[] {
  const of = (count: number) => number(kind, count);
  const words = [
    removes > 0 && `Removes ${of(removes)}.`,
    restores > 0 && `Gives ${of(restores)} back what ${restores === 1 ? "it" : "they"} had before.`,
    keeps > 0 && `Keeps ${of(keeps)} ${because[kind]}.`,
  ].filter((sentence) => sentence !== false);
  return words.length > 0 ? words : ["Nothing of this import is left to take back."];
}

/** What undoing did. */
export function undoneWords(kind: ImportKind, { removed, restored, kept }: ImportUndo): string {
  const parts = [
    `${number(kind, removed)} removed`,
    restored > 0 && `${number(kind, restored)} as before`,
    kept > 0 && `${number(kind, kept)} kept because ${kept === 1 ? "it was" : "they were"} ${because[kind]}`,
  ];
  return `${parts.filter((part) => part !== false).join(", ")}.`;
}

function number(kind: ImportKind, count: number): string {
  return counted(count, ...nouns[kind]);
}
