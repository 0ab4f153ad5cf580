"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { cx } from "../../components/class-names.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { Moment } from "../shell/Moment.tsx";
import { useEntryWords } from "./use-entry-words.ts";
import { useMerge } from "./use-merge.ts";

const dots = { good: "before:bg-grade-a", bad: "before:bg-neg", plain: "before:bg-edge" } as const;

/** Everything that happened, newest first. */
export function Timeline({ leadId, shown: atFirst }: { leadId: string; shown: number }) {
  const words = useTranslations("lead");
  const entryWords = useEntryWords();
  const trpc = useTRPC();
  const { data, error, isPending } = useQuery(trpc.lead.timeline.queryOptions({ leadId }));
  const [shown, setShown] = useState(atFirst);
  const { busy, undo } = useMerge();
  if (isPending) return <div aria-hidden="true" className="skeleton h-40" />;
  if (error) return <p className="text-ink2 text-sub">{sentenceOf(error)}</p>;
  if (data.length === 0) return <p className="text-ink2 text-sub">{words("timeline.nothing")}</p>;
  return (
    <>
      <ol className="ml-1.5 border-l-2 pl-4">
        {data.slice(0, shown).map((entry) => {
          const { text, quote, faint, tone, struck } = entryWords(entry);
          return (
            <li
              className={cx(
                "relative pb-2.5 text-sub last:pb-0 before:absolute before:top-1.5 before:-left-[21px] before:size-2 before:rounded-full before:content-['']",
                dots[tone],
              )}
              key={entry.id}
            >
              <span className={struck ? "text-ink3 line-through" : undefined}>{text}</span>
              {quote && <q className="mt-0.5 block font-medium">{quote}</q>}{" "}
              <span className="text-faint text-ink3">
                {faint && `${faint} · `}
                <Moment at={entry.at} />
              </span>
              {entry.kind === "merge" && entry.undoable && (
                <Button
                  className="-my-2.5 ml-1 !px-2"
                  disabled={busy}
                  kind="quiet"
                  onClick={() => undo(entry.mergeId)}
                >
                  {words.rich("timeline.undoMerge", { s: (what) => <span className="sr-only">{what}</span> })}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {data.length > shown && (
        <Button className="mt-2" kind="quiet" onClick={() => setShown(data.length)}>
          {words("timeline.all", { count: data.length })}
        </Button>
      )}
    </>
  );
}
