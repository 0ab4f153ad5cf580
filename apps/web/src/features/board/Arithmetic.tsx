"use client";

import type { BoardArithmetic } from "@leadlift/services/board/arithmetic";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "../../components/Button.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { differenceText } from "./board-words.ts";
import { CountedLeads } from "./CountedLeads.tsx";
import type { CountedBoard } from "./counted-board.ts";
import { LeftOut } from "./LeftOut.tsx";
import { MonthRules } from "./MonthRules.tsx";

interface ArithmeticProps {
  board: CountedBoard;
  /** a user's id, or "me" */
  who: string;
  onClose(): void;
}

/** A line of the board, lead by lead: what was counted, what not, and the sums it comes from. */
export function Arithmetic({ board, who, onClose }: ArithmeticProps) {
  const words = useTranslations("board");
  const trpc = useTRPC();
  const me = useWorkspace().userId;
  const userId = who === "me" ? me : who;
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error } = useQuery(trpc.board.arithmetic.queryOptions({ month: board.month, userId }));
  // Who opened it goes on reading here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each person that is opened.
  useEffect(() => heading.current?.focus(), [userId]);
  const name = board.lines?.find((line) => line.userId === userId)?.name;
  return (
    <section aria-labelledby="counted" className="rounded-[14px] border border-line bg-surface p-4">
      <div className="mb-2.5 flex items-baseline justify-between gap-3">
        <h2 className="font-semibold text-name outline-none" id="counted" ref={heading} tabIndex={-1}>
          {userId === me || !name ? words("how") : words("howOf", { name })}
        </h2>
        <Button kind="quiet" onClick={onClose}>
          {words("hide")}
        </Button>
      </div>
      {error && <p className="text-neg">{sentenceOf(error)}</p>}
      {!data && !error && <div className="skeleton h-72" />}
      {data && <Counted board={board} counted={data} name={name ?? ""} />}
    </section>
  );
}

function Counted({ board, counted, name }: { board: CountedBoard; counted: BoardArithmetic; name: string }) {
  const words = useTranslations("board.counted");
  const { target } = board;
  const { sums } = counted;
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-ink2">
        {words("intro", { step: target.label, days: target.horizonDays })}
      </p>
      {counted.leads.length === 0 ? (
        <p>{words("none")}</p>
      ) : (
        <>
          <CountedLeads board={board} counted={counted} name={name} />
          <p className="font-semibold tabular-nums">
            {words("difference", {
              result: sums.result,
              expected: sums.expectation.toFixed(2),
              difference: differenceText(sums.result - sums.expectation, 2),
            })}
          </p>
          <Shrunk counted={counted} />
        </>
      )}
      <LeftOut counted={counted} days={target.horizonDays} month={board.month} />
      <MonthRules rules={counted.rules} />
    </div>
  );
}

function Shrunk({ counted: { sums, prior } }: { counted: BoardArithmetic }) {
  const words = useTranslations("board.counted");
  if (!prior || sums.expectation <= 0) return null;
  const { mean, weight, phi } = prior;
  const ratio = (mean * weight + sums.result / phi) / (weight + sums.expectation / phi);
  return (
    <p className="max-w-prose text-ink2 text-sub">
      {words("shrunk", {
        mean: mean.toFixed(2),
        weight: weight.toFixed(1),
        result: sums.result,
        expected: sums.expectation.toFixed(2),
        phi: phi.toFixed(2),
        ratio: ratio.toFixed(2),
      })}
    </p>
  );
}
