import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { type Moved, useUndoMove } from "./use-move.ts";

export type { Moved } from "./use-move.ts";

/** What was moved last, and the way back after the announcement has gone. */
export function MovedNote({ moved, onDone }: { moved: Moved; onDone(): void }) {
  const words = useTranslations("team.bulk");
  const undo = useUndoMove(onDone);
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-[14px] bg-accent-soft px-4 py-2">
      <p>
        {words("moved", { n: moved.leads, name: moved.name })}{" "}
        <span className="text-ink2">{words("undoUntil")}</span>
      </p>
      <Button disabled={undo.busy} onClick={() => undo.run(moved)}>
        {words("undo")}
      </Button>
    </div>
  );
}
