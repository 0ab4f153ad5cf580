"use client";

import type { qualityWindows } from "@leadlift/services/quality/windows";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { KeptDays } from "./KeptDays.tsx";
import { SuspectRow } from "./SuspectRow.tsx";
import { useJudgement } from "./use-judgement.ts";

interface SuspectsCardProps {
  days: (typeof qualityWindows)[number];
  keptDays: number;
}

const shownFirst = 4;

/** Visitors who may be machines, those first whom a word changes most. */
export function SuspectsCard({ days, keptDays }: SuspectsCardProps) {
  const words = useTranslations("quality.suspects");
  const again = useTranslations("quality")("again");
  const trpc = useTRPC();
  const [all, setAll] = useState(false);
  const { judge, withdraw, busy } = useJudgement();
  const { data, error, refetch } = useQuery({
    ...trpc.quality.suspects.queryOptions({ days }),
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={words("title")}>
      {!data && !error && <p className="text-ink2">{words("looking")}</p>}
      {!data && error && (
        <>
          <p className="mb-2 text-ink2">{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{again}</Button>
        </>
      )}
      {data?.open.length === 0 && <p className="text-ink2">{words("nobody", { days })}</p>}
      {data && data.open.length > 0 && (
        <ul>
          {data.open.slice(0, all ? data.open.length : shownFirst).map((visitor) => (
            <SuspectRow
              busy={busy}
              key={visitor.visitorId}
              onJudge={(bot) => judge(visitor, bot)}
              visitor={visitor}
            />
          ))}
        </ul>
      )}
      {data && data.open.length > shownFirst && (
        <Button aria-expanded={all} className="mt-3" onClick={() => setAll(!all)}>
          {all ? words("fewer") : words("all", { n: data.open.length })}
        </Button>
      )}
      {data && data.more > 0 && (
        <p className="mt-2 text-ink2 text-sub">{words("more", { n: countText(data.more) })}</p>
      )}
      {data && data.judged.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 font-semibold text-ink2 text-sub">{words("said")}</h3>
          <ul>
            {data.judged.map((visitor) => (
              <SuspectRow
                busy={busy}
                key={visitor.visitorId}
                onWithdraw={() => withdraw(visitor)}
                visitor={visitor}
              />
            ))}
          </ul>
        </>
      )}
      <KeptDays days={keptDays} />
    </Card>
  );
}
