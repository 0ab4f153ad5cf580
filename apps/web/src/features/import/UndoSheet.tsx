import type { UndoPreview } from "@leadlift/services/import/undo/preview";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { undoWords } from "./undo-words.ts";
import { useUndoImport } from "./use-undo-import.ts";

interface UndoSheetProps {
  importId: string;
  filename: string;
  onClose(): void;
}

/** What undoing an import would do, before it does it. */
export function UndoSheet({ importId, filename, onClose }: UndoSheetProps) {
  const words = useTranslations("import.undo");
  const starting = useTranslations("import.preview")("starting");
  const trpc = useTRPC();
  const { data, error } = useQuery({
    ...trpc.import.previewUndo.queryOptions({ importId }),
    staleTime: 0,
    gcTime: 0,
  });
  const { isStarting, undo } = useUndoImport(importId, onClose);
  return (
    <Sheet description={filename} onClose={onClose} title={words("title")}>
      {error && (
        <p className="rounded-xl bg-neg-soft px-4 py-3 text-neg" role="alert">
          {sentenceOf(error)}
        </p>
      )}
      {!data && !error && (
        <div aria-label={words("looking")} role="status">
          <div aria-hidden="true" className="skeleton h-16" />
        </div>
      )}
      {data && <Effect preview={data} />}
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{words("leave")}</Button>
        <Button disabled={!data || data.total === data.keeps || isStarting} kind="danger" onClick={undo}>
          {isStarting ? starting : words("confirm")}
        </Button>
      </div>
    </Sheet>
  );
}

function Effect({ preview }: { preview: UndoPreview }) {
  const words = useTranslations("import.undo");
  const { kept, keeps } = preview;
  return (
    <>
      <ul className="flex flex-col gap-1">
        {undoWords(preview, words).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {kept.length > 0 && (
        <ul className="rounded-xl bg-sunk px-3.5 py-1.5 text-sub">
          {kept.map(({ leadId, name, because }) => (
            <li className="border-b last:border-0" key={leadId}>
              <Link className="flex min-h-11 items-center justify-between gap-3" href={`/leads/${leadId}`}>
                <span className="min-w-0 truncate font-medium">{name ?? words("unnamed")}</span>
                <span className="text-right text-ink2">{words(`because.${because}`)}</span>
              </Link>
            </li>
          ))}
          {keeps > kept.length && (
            <li className="py-2 text-ink2">{words("more", { n: countText(keeps - kept.length) })}</li>
          )}
        </ul>
      )}
      {kept.some(({ because }) => because === "event") && (
        <p className="text-ink2 text-sub">{words("otherFile")}</p>
      )}
      {preview.kind !== "listings" && preview.total > preview.keeps && (
        <p className="text-ink2 text-sub">{words("after")}</p>
      )}
    </>
  );
}
