"use client";

import type { ImportPreview } from "@leadlift/services/import/preview";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { counted, countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { ColumnRow } from "./ColumnRow.tsx";
import { blockedBecause, columnOf, retarget, valuesOf } from "./mapping-edit.ts";
import { OutcomeChoice } from "./OutcomeChoice.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { StageChoice } from "./StageChoice.tsx";

const columnsAtOnce = 60;

/** What each column means: proposed, and the user's to change. */
export function MappingEditor({ preview }: { preview: ImportPreview }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [mapping, setMapping] = useState(preview.proposal);
  const [shown, setShown] = useState(columnsAtOnce);
  const problem = useRef<HTMLParagraphElement>(null);
  const [tried, setTried] = useState(false);
  const lastStep = preview.ladder.at(-1)?.key ?? "";
  const blocked = blockedBecause(mapping);
  const start = useMutation(
    trpc.import.start.mutationOptions({
      onSuccess: () => {
        // Not the preview: its file is gone once the import has ended.
        void queries.invalidateQueries(trpc.import.list.pathFilter());
        return queries.invalidateQueries(trpc.import.get.queryFilter({ importId: preview.importId }));
      },
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
    }),
  );

  function begin() {
    setTried(true);
    if (blocked) problem.current?.scrollIntoView({ block: "center" });
    else start.mutate({ importId: preview.importId, mapping });
  }

  return (
    <div className="flex flex-col gap-3">
      <Card title="The first rows">
        <PreviewTable preview={preview} />
      </Card>
      {preview.warnings.length > 0 && (
        <Card title="Worth knowing">
          <ul className="list-disc pl-4.5 text-sub">
            {preview.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card
        aside={<span className="text-faint text-ink3">judged by {counted(preview.sampledRows, "row")}</span>}
        title={`${counted(preview.columns.length, "column")}: what they mean`}
      >
        <ul>
          {mapping.columns.slice(0, shown).map((entry) => (
            <ColumnRow
              confidence={preview.confidence[entry.column] ?? 1}
              entry={entry}
              key={entry.column}
              mapping={mapping}
              onTarget={(target) => setMapping(retarget(mapping, entry.column, target, lastStep))}
              profile={preview.columns[entry.column]}
            />
          ))}
        </ul>
        {mapping.columns.length > shown && (
          <Button className="mt-3" onClick={() => setShown(shown + columnsAtOnce * 4)}>
            Show more of the {countText(mapping.columns.length)} columns
          </Button>
        )}
      </Card>
      <StageChoice
        ladder={preview.ladder}
        onChange={(stages) => setMapping({ ...mapping, stages })}
        stages={mapping.stages}
        values={valuesOf(preview, columnOf(mapping, "stage"), "stageValues")}
      />
      {mapping.outcome && (
        <OutcomeChoice
          ladder={preview.ladder}
          onChange={(outcome) => setMapping({ ...mapping, outcome })}
          outcome={mapping.outcome}
          values={valuesOf(preview, columnOf(mapping, "outcome"), "outcomeValues")}
        />
      )}
      <div className="sticky bottom-0 z-10 -mx-4.5 flex flex-wrap items-center justify-end gap-3 border-t bg-bg px-4.5 py-3 max-md:bottom-[calc(66px+env(safe-area-inset-bottom))] md:-mx-5.5 md:px-5.5">
        <p className="text-neg text-sub" ref={problem} role="status">
          {tried && blocked}
        </p>
        <Button disabled={start.isPending || start.isSuccess} kind="primary" onClick={begin}>
          {start.isPending || start.isSuccess ? "Starting…" : "Import"}
        </Button>
      </div>
    </div>
  );
}
