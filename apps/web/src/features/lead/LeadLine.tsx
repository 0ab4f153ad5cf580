"use client";

import type { LeadRow } from "@leadlift/services/lead/lead-row";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { cx } from "../../components/class-names.ts";
import { Icon } from "../../components/Icon.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Change } from "../score/Change.tsx";
import { ScoreChip } from "../score/ScoreChip.tsx";
import { Sparkline } from "../score/Sparkline.tsx";
import { trendChange } from "../score/score-words.ts";
import { Moment } from "../shell/Moment.tsx";
import { useStepLabel } from "../shell/Workspace.tsx";
import { ContactButtons } from "./ContactButtons.tsx";
import { useLeadWords } from "./use-lead-words.ts";
import { Why } from "./Why.tsx";

interface LeadLineProps {
  lead: LeadRow;
  href: string;
  selected: boolean;
  /** returns true when it was taken and the page need not change */
  onPick(id: string): boolean;
  /** null: it cannot be chosen with others */
  chosen: boolean | null;
  onChoose(ids: readonly string[], on: boolean): void;
  /** what was done about it a moment ago */
  done: string | null;
}

/** One lead: a card on a phone, a row of the table on a desk. */
export const LeadLine = memo(function LeadLine({
  lead,
  href,
  selected,
  onPick,
  chosen,
  onChoose,
  done,
}: LeadLineProps) {
  const { words, nameOf, subLine } = useLeadWords();
  const scoreWords = useTranslations("score");
  const stepLabel = useStepLabel();
  const name = nameOf(lead);
  const change = trendChange(lead.trend);
  const cell = "md:border-b md:px-2 md:py-2.5 md:align-middle";
  return (
    // A press anywhere picks the lead; for the keyboard there are the link inside, and J, K and Enter.
    <tr
      aria-current={selected || undefined}
      className={cx(
        "relative mb-2.5 grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 rounded-[14px] border bg-surface p-[13px] md:mb-0 md:table-row md:rounded-none md:border-0 md:bg-transparent md:p-0",
        selected ? "xl:bg-accent-soft md:pointer-fine:bg-accent-soft" : "md:hover:bg-sunk",
      )}
      data-lead={lead.id}
      onClick={(event) => {
        if (!(event.target instanceof Element) || event.target.closest("a, button, input")) return;
        onPick(lead.id);
      }}
    >
      {chosen !== null && (
        <td className={cx(cell, "max-md:hidden")}>
          <input
            aria-label={words("list.pick", { name })}
            checked={chosen}
            className="block size-4.5 accent-[var(--accent)]"
            onChange={(event) => onChoose([lead.id], event.target.checked)}
            type="checkbox"
          />
        </td>
      )}
      <td className={cell}>
        <ScoreChip flat grade={lead.grade} score={lead.score} state={lead.state} />
      </td>
      <td className={cx(cell, "min-w-0 md:max-w-50 lg:max-w-66 xl:max-w-58 2xl:max-w-80")}>
        <Link
          className="block truncate font-semibold text-name tracking-[-.01em] after:absolute after:inset-0 md:text-body md:after:hidden"
          href={href}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            if (onPick(lead.id)) event.preventDefault();
          }}
          prefetch={false}
        >
          {name}
        </Link>
        <span className="block text-ink2 text-sub md:truncate md:text-faint" title={subLine(lead)}>
          {subLine(lead)}
        </span>
      </td>
      <td className={cx(cell, "max-md:col-span-3 max-md:row-start-2 max-md:mt-2 text-[13.5px] md:text-ink2")}>
        <Why reason={lead.topReason} state={lead.state} />
      </td>
      <td className={cx(cell, "max-md:col-start-3 max-md:row-start-1")}>
        <Sparkline scores={lead.trend} />
      </td>
      <td
        className={cx(
          cell,
          "max-md:col-span-3 max-md:mt-1.5 text-faint text-ink3 md:whitespace-nowrap md:text-sub md:text-ink2",
        )}
      >
        <span className="md:hidden">
          {change !== null && change !== 0 && (
            <>
              <Change points={change} since={scoreWords("lately")} /> ·{" "}
            </>
          )}
          {lead.status === "open" ? stepLabel(lead.step) : null}
          {lead.status === "open" && " · "}
          {words.rich("list.enquiredAt", { at: () => <Moment at={lead.enquiredAt ?? lead.createdAt} /> })}
        </span>
        {done !== null && (
          <span className="flex items-center gap-1 font-semibold text-grade-a">
            <Icon name="check" size={14} />
            {done}
          </span>
        )}
        <span className={cx(lead.status === "open" && "max-md:hidden", done !== null && "hidden")}>
          {lead.status === "won" ? (
            <Tag tone="good">{words("status", { status: "won" })}</Tag>
          ) : lead.status === "lost" ? (
            <Tag tone="bad">{words("status", { status: "lost" })}</Tag>
          ) : (
            stepLabel(lead.step)
          )}
        </span>
      </td>
      <td className={cx(cell, "hidden text-ink2 text-sub lg:max-xl:table-cell 2xl:table-cell")}>
        {lead.owner?.name ?? <span className="text-ink3">{words("list.nobody")}</span>}
      </td>
      <td className={cx(cell, "hidden whitespace-nowrap text-ink2 text-sub 2xl:table-cell")}>
        <Moment at={lead.enquiredAt ?? lead.createdAt} />
      </td>
      <td className="relative z-1 col-span-3 mt-2.5 md:hidden">
        <ContactButtons lead={lead} name={name} />
      </td>
    </tr>
  );
});
