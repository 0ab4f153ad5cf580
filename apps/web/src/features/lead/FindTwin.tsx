"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Field } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { useLeadWords } from "./use-lead-words.ts";

const shown = 6;
const leastLetters = 2;

/** Another lead by name, phone or e-mail. */
export function FindTwin({ lead, onFind }: { lead: LeadDetail; onFind(leadId: string): void }) {
  const trpc = useTRPC();
  const { words, nameOf, subLine } = useLeadWords();
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const asked = search.length >= leastLetters;
  const { data, error, isFetching } = useQuery(
    trpc.lead.list.queryOptions(
      { view: { status: "all" }, search, sort: "newest", limit: shown + 1 },
      { enabled: asked, placeholderData: keepPreviousData },
    ),
  );
  const found = asked ? (data?.rows ?? []).filter(({ id }) => id !== lead.id).slice(0, shown) : [];
  return (
    <>
      <Field
        autoComplete="off"
        id="find-twin"
        label={words("merge.find")}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        type="search"
        value={text}
      />
      <p aria-live="polite" className="min-h-5 text-faint text-ink3" role="status">
        {error
          ? sentenceOf(error)
          : asked && !isFetching && found.length === 0
            ? words("merge.noneFound")
            : asked && data && data.total > found.length + 1
              ? words("merge.someFound", {
                  shown: found.length,
                  more: String(data.more),
                  total: data.total,
                })
              : ""}
      </p>
      <ul className="-mx-2 flex min-h-28 flex-col">
        {found.map((other) => (
          <li key={other.id}>
            <button
              className="flex min-h-13 w-full items-center gap-3 rounded-lg px-2 py-1.5 text-left hover:bg-sunk"
              onClick={() => onFind(other.id)}
              type="button"
            >
              <ScoreChip grade={other.grade} score={other.score} state={other.state} />
              <span className="min-w-0">
                <span className="block truncate font-medium">{nameOf(other)}</span>
                <span className="block truncate text-faint text-ink2">
                  {[other.phone, subLine(other)].filter(Boolean).join(" · ")}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
