import type { ImportKind } from "@leadlift/services/import/content";
import type { ImportUndo } from "@leadlift/services/import/import-view";
import type { UndoPreview } from "@leadlift/services/import/undo/preview";
import type { useTranslations } from "next-intl";

export type UndoTranslator = ReturnType<typeof useTranslations<"import.undo">>;

/** What undoing would do, in one sentence each; nothing to do is one, too. */
export function undoWords({ kind, removes, restores, keeps }: UndoPreview, words: UndoTranslator): string[] {
  const said = [
    removes > 0 && words(`${kind}.removes`, { n: removes }),
    restores > 0 && words(`${kind}.restores`, { n: restores }),
    keeps > 0 && words(`${kind}.keeps`, { n: keeps }),
  ].filter((sentence) => sentence !== false);
  return said.length > 0 ? said : [words("nothing")];
}

/** What undoing did. */
export function undoneWords(
  kind: ImportKind,
  { removed, restored, kept }: ImportUndo,
  words: UndoTranslator,
): string {
  const parts = [
    words(`${kind}.removed`, { n: removed }),
    restored > 0 && words(`${kind}.restored`, { n: restored }),
    kept > 0 && words(`${kind}.kept`, { n: kept }),
  ];
  return words("did", { parts: parts.filter((part) => part !== false).join(", ") });
}
