"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useStepLabel, useWorkspace } from "../shell/Workspace.tsx";
import { Change } from "./Change.tsx";
import { Sparkline } from "./Sparkline.tsx";
import { hasReached, nearestBin, shareText, trendChange } from "./score-words.ts";

const tones: Readonly<Record<string, string>> = {
  A: "text-grade-a",
  B: "text-grade-b",
  C: "text-grade-c",
  D: "text-grade-d",
};

/** The score as a number, a word and a direction, and what it has meant for leads like this one. */
export function ScoreHead({ lead }: { lead: LeadDetail }) {
  const words = useTranslations("score");
  if (lead.state === "unknown") {
    return (
      <p>
        <b className="font-semibold text-name">{words("unknown")}</b>
        <span className="block text-ink2 text-sub">{words("unknownWhy")}</span>
      </p>
    );
  }
  if (lead.state === "none" || lead.score === null) {
    return (
      <p>
        <b className="font-semibold text-name">{words("none")}</b>
        <span className="block text-ink2 text-sub">
          {lead.status === "open" ? words("noneWhy") : words("noneClosed")}
        </span>
      </p>
    );
  }
  const change = trendChange(lead.trend);
  return (
    <div className="flex items-center gap-3">
      <div className={`font-bold text-[44px] leading-none tracking-[-.03em] ${tones[lead.grade ?? "D"]}`}>
        {lead.score}
      </div>
      <div className="min-w-0 flex-1">
        <p>
          <b className="font-semibold">{words("gradeLine", { grade: lead.grade ?? "" })}</b>{" "}
          {change !== null && <Change points={change} since={words("lately")} />}
        </p>
        <p className="min-h-[17px] text-faint text-ink3">
          <Likeness lead={lead} /> {lead.scoredAt && <Moment at={lead.scoredAt} />}
        </p>
      </div>
      <Sparkline scores={lead.trend} />
    </div>
  );
}

/** "4 in 10 like this booked a visit (n = 412)": of past leads the model had not seen, given about this probability. */
function Likeness({ lead }: { lead: LeadDetail }) {
  const trpc = useTRPC();
  const words = useTranslations("score");
  const stepLabel = useStepLabel();
  const { ladder } = useWorkspace();
  const { data } = useQuery({ ...trpc.model.page.queryOptions(), staleTime: 600_000 });
  if (lead.probability === null || !data?.champion) return null;
  const target = data.champion.targetStep;
  if (hasReached(ladder, lead.step, target)) return <>{words("reached", { step: stepLabel(target) })} ·</>;
  const bin = nearestBin(data.champion.report.calibration.bins, lead.probability);
  if (!bin) return null;
  return (
    <>
      {words("likeThis", {
        share: shareText(bin.observed, words),
        step: stepLabel(target),
        n: countText(bin.n),
      })}{" "}
      ·
    </>
  );
}
