"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Card } from "../../components/Card.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { ScoreHistory } from "../score/ScoreHistory.tsx";
import { type Changed, whatChanged } from "../score/what-changed.ts";
import { useEntryWords } from "./use-entry-words.ts";

/** Every score a lead had, and what moved each. */
export function History({ leadId }: { leadId: string }) {
  const trpc = useTRPC();
  const words = useTranslations("score");
  const entryWords = useEntryWords();
  const points = useQuery(trpc.lead.scoreHistory.queryOptions({ leadId })).data;
  const timeline = useQuery(trpc.lead.timeline.queryOptions({ leadId })).data;
  const because = (changed: Changed | null) => {
    if (changed === null) return null;
    return changed.by === "entry" ? entryWords(changed.entry).text : words("cause", { cause: changed.by });
  };
  return (
    <Card title={words("history")}>
      {points ? (
        <ScoreHistory because={whatChanged(points, timeline ?? []).map(because)} points={points} />
      ) : (
        <div aria-hidden="true" className="skeleton h-40" />
      )}
    </Card>
  );
}
