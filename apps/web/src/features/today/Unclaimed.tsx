"use client";

import type { Today, TodayItem } from "@leadlift/services/today/today";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useFormats } from "../../format/use-formats.ts";
import type { ActView } from "../act/act-view.ts";
import type { ActDraft } from "../act/use-acts.ts";
import { useReach } from "../act/use-reach.ts";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { CardName } from "./CardName.tsx";
import { DueTag } from "./DueTag.tsx";
import { useItemWords } from "./item-words.ts";
import { useNow } from "./use-now.ts";

const shownAtFirst = 2;

interface UnclaimedProps {
  day: Today;
  rendered: number;
  onDo(item: TodayItem, draft: ActDraft): void;
  onAct(item: TodayItem, view: ActView): void;
  onPick(leadId: string): boolean;
}

/** Enquiries that are nobody's yet: whoever takes or answers one has it. */
export function Unclaimed({ day, ...rest }: UnclaimedProps) {
  const words = useTranslations("today.unclaimed");
  const [all, setAll] = useState(false);
  const shown = all ? day.unclaimed : day.unclaimed.slice(0, shownAtFirst);
  const hidden = day.unclaimed.length - shown.length;
  return (
    <section aria-labelledby="unclaimed" className="px-3 pb-5 md:px-5.5">
      <h2 className="mb-2 px-1 font-semibold text-sub" id="unclaimed">
        {words("title")} <span className="text-ink2 tabular-nums">{day.unclaimedCount}</span>
      </h2>
      <ul aria-labelledby="unclaimed" className="flex flex-col gap-2">
        {shown.map((item) => (
          <Offer item={item} key={item.leadId} {...rest} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button className="mt-2 w-full" kind="quiet" onClick={() => setAll(true)}>
          {words("more", { count: hidden })}
        </Button>
      )}
      {hidden === 0 && day.unclaimedCount > shown.length && (
        <Link className={buttonClass("quiet", "mt-2 w-full")} href="/leads?owner=none&sort=newest">
          {words("all")}
        </Link>
      )}
    </section>
  );
}

function Offer({ item, rendered, onDo, onAct, onPick }: Omit<UnclaimedProps, "day"> & { item: TodayItem }) {
  const words = useTranslations("today");
  const { nameOf, subLine } = useItemWords();
  const { ago } = useFormats();
  const now = useNow(rendered);
  const name = nameOf(item);
  const { busy, call } = useReach({ id: item.leadId, name }, (view) => onAct(item, view));
  return (
    <li className="relative rounded-[14px] border bg-surface p-[13px]" data-unclaimed={item.leadId}>
      <div className="flex items-start gap-3">
        <ScoreChip grade={item.grade} score={item.score} state={item.state} />
        <div className="min-w-0 flex-1">
          <CardName leadId={item.leadId} name={name} onPick={onPick} />
          <p className="text-ink2 text-sub">{subLine(item)}</p>
          {item.replyDueAt === null && item.awaitingSince && (
            <p className="text-faint text-ink3">{words("wrote", { ago: ago(item.awaitingSince, now) })}</p>
          )}
        </div>
        <DueTag item={item} rendered={rendered} />
      </div>
      <div className="relative z-1 mt-2.5 flex gap-2">
        <Button
          aria-label={words("unclaimed.takeName", { name })}
          className="flex-1 md:pointer-fine:max-w-40"
          kind="primary"
          onClick={() => onDo(item, { kind: "claimed" })}
        >
          {words("unclaimed.take")}
        </Button>
        <Button
          aria-label={words("callName", { name })}
          className="flex-1 md:pointer-fine:max-w-40"
          disabled={busy}
          onClick={() => {
            // Taken as it starts to ring, not once it was told how it went: colleagues see it go.
            onDo(item, { kind: "claimed" });
            void call();
          }}
        >
          <Icon name="phone" size={16} />
          {words("call")}
        </Button>
      </div>
    </li>
  );
}
