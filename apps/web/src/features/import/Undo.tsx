import type { ImportDetail } from "@leadlift/services/import/get";
import type { ImportUndo } from "@leadlift/services/import/import-view";
import { can } from "@leadlift/services/permissions";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Progress } from "../../components/Progress.tsx";
import { countText } from "../../format/number.ts";
import { Moment } from "../shell/Moment.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { UndoSheet } from "./UndoSheet.tsx";
import { undoneWords } from "./undo-words.ts";

/** That an import was taken back, or is being. */
export function UndoState({ run, undo }: { run: ImportDetail; undo: ImportUndo }) {
  const words = useTranslations("import.undo");
  const waiting = useTranslations("import.run")("waiting");
  switch (undo.status) {
    case "queued":
    case "running":
      return (
        <Card>
          <Progress
            detail={
              undo.total > 0 ? words("of", { done: countText(undo.done), total: countText(undo.total) }) : ""
            }
            label={undo.status === "queued" ? waiting : words("undoing")}
            value={undo.total > 0 ? undo.done / undo.total : null}
          />
        </Card>
      );
    case "failed":
      return (
        <p className="rounded-xl bg-neg-soft px-4 py-3 text-neg" role="alert">
          {undo.error ?? words("failed")} {words("failedSoFar")}
        </p>
      );
    case "done":
      return (
        <Card title={words("doneTitle")}>
          <p>{undoneWords(run.kind, undo, words)}</p>
          {undo.finishedAt && (
            <p className="mt-1 text-faint text-ink3">
              <Moment as="exact" at={undo.finishedAt} />
            </p>
          )}
        </Card>
      );
  }
}

/** The way to take an import back, while it can be. */
export function UndoWay({ run }: { run: ImportDetail }) {
  const words = useTranslations("import.undo");
  const [open, setOpen] = useState(false);
  const { role } = useWorkspace();
  const until = run.undoableUntil;
  if (!can(role, "import.run") || until === null || until < new Date()) return null;
  return (
    <Card title={words("wrongFile")}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5">
        <p className="min-w-0 flex-1 basis-64 text-ink2 text-sub">
          {words.rich("until", { at: () => <Moment as="date" at={until} /> })}
        </p>
        <Button onClick={() => setOpen(true)}>{words("title")}</Button>
      </div>
      {open && <UndoSheet filename={run.filename} importId={run.id} onClose={() => setOpen(false)} />}
    </Card>
  );
}
