import type { ImportContent } from "@leadlift/services/import/content";
import type { ImportPreview } from "@leadlift/services/import/preview";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { ColumnRow, type Meanings } from "./ColumnRow.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { useStartImport } from "./use-start-import.ts";

interface EditorFrameProps {
  preview: ImportPreview;
  content: ImportContent;
  /** why it cannot start yet, in one sentence */
  blocked: string | null;
  /** what a column can mean, besides being left out */
  meanings: readonly Meanings[];
  onChoose(column: number, meaning: string): void;
  /** what the values of some columns mean */
  children?: ReactNode;
}

const columnsAtOnce = 60;

/** The head of a file, what its columns mean, and the button that starts its import. */
export function EditorFrame({ preview, content, blocked, meanings, onChoose, children }: EditorFrameProps) {
  const words = useTranslations("import.preview");
  const [shown, setShown] = useState(columnsAtOnce);
  const [tried, setTried] = useState(false);
  const problem = useRef<HTMLParagraphElement>(null);
  const { isStarting, start } = useStartImport(preview.importId);
  const { columns } = content.mapping;

  function begin() {
    setTried(true);
    if (blocked) problem.current?.scrollIntoView({ block: "center" });
    else start(content);
  }

  return (
    <div className="flex flex-col gap-3">
      <Card title={words("firstRows")}>
        <PreviewTable preview={preview} />
      </Card>
      {preview.warnings.length > 0 && (
        <Card title={words("warnings")}>
          <ul className="list-disc pl-4.5 text-sub">
            {preview.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card
        aside={<span className="text-faint text-ink3">{words("judgedBy", { n: preview.sampledRows })}</span>}
        title={words("columns", { n: preview.columns.length })}
      >
        <ul>
          {columns.slice(0, shown).map((entry) => (
            <ColumnRow
              confidence={preview.confidence[entry.column] ?? 1}
              entry={entry}
              key={entry.column}
              meanings={meanings}
              onChoose={(meaning) => onChoose(entry.column, meaning)}
              profile={preview.columns[entry.column]}
            />
          ))}
        </ul>
        {columns.length > shown && (
          <Button className="mt-3" onClick={() => setShown(shown + columnsAtOnce * 4)}>
            {words("more", { n: countText(columns.length) })}
          </Button>
        )}
      </Card>
      {children}
      <div className="sticky bottom-0 z-10 -mx-4.5 flex flex-wrap items-center justify-end gap-3 border-t bg-bg px-4.5 py-3 max-md:bottom-[calc(66px+env(safe-area-inset-bottom))] md:-mx-5.5 md:px-5.5">
        <p className="text-neg text-sub" ref={problem} role="status">
          {tried && blocked}
        </p>
        <Button disabled={isStarting} kind="primary" onClick={begin}>
          {words(isStarting ? "starting" : "start")}
        </Button>
      </div>
    </div>
  );
}
