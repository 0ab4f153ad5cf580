"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { dayText } from "../../format/month.ts";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { paiseOf } from "./insight-words.ts";
import { usePutCost } from "./use-put-cost.ts";

interface CostSheetProps {
  source: string;
  /** first day of the period on the page: a first price holds from there */
  periodFrom: string;
  onClose(): void;
}

/** What a lead of a source costs, and since when. */
export function CostSheet({ source, periodFrom, onClose }: CostSheetProps) {
  const words = useTranslations("insights.cost");
  const locale = useLocale();
  const { money } = useFormats();
  const trpc = useTRPC();
  const id = useId();
  const { data: costs = [] } = useQuery(trpc.insights.costs.queryOptions());
  const known = costs.filter((cost) => cost.source === source);
  const [latest] = known;
  const [typed, setTyped] = useState(latest ? String(latest.perLeadPaise / 100) : "");
  const [fromDay, setFromDay] = useState(latest?.fromDay ?? periodFrom);
  const [wrong, setWrong] = useState<"wrong" | "wrongDay" | null>(null);
  const put = usePutCost(source, known);
  function save(event: React.FormEvent) {
    event.preventDefault();
    const perLeadPaise = paiseOf(typed);
    const fault = perLeadPaise === null ? "wrong" : fromDay === "" ? "wrongDay" : null;
    setWrong(fault);
    if (!fault) put.mutate({ source, fromDay, perLeadPaise }, { onSuccess: onClose });
  }
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title", { source })}>
      <form className="flex flex-col gap-3" noValidate onSubmit={save}>
        <div className="flex gap-2">
          <Field
            aria-describedby={`${id}-wrong`}
            aria-invalid={wrong === "wrong"}
            autoComplete="off"
            className="flex-1"
            id={`${id}-rupees`}
            inputMode="decimal"
            label={words("rupees")}
            onChange={(event) => setTyped(event.target.value)}
            value={typed}
          />
          <Field
            aria-describedby={`${id}-wrong`}
            aria-invalid={wrong === "wrongDay"}
            className="flex-1"
            id={`${id}-from`}
            label={words("from")}
            onChange={(event) => setFromDay(event.target.value)}
            type="date"
            value={fromDay}
          />
        </div>
        <p className="text-neg text-sub empty:hidden" id={`${id}-wrong`} role="status">
          {wrong ? words(wrong) : put.error && sentenceOf(put.error)}
        </p>
        <Button disabled={put.isPending} kind="primary" type="submit">
          {put.isPending ? words("saving") : words("save")}
        </Button>
      </form>
      <section aria-labelledby={`${id}-known`}>
        <h3 className="font-semibold text-sub" id={`${id}-known`}>
          {words("known")}
        </h3>
        {known.length === 0 && <p className="text-ink2 text-sub">{words("none")}</p>}
        <ul>
          {known.map((cost) => {
            const text = { amount: money(cost.perLeadPaise), day: dayText(cost.fromDay, locale, true) };
            return (
              <li
                className="flex items-center justify-between gap-3 border-b last:border-0"
                key={cost.fromDay}
              >
                <span>{words("since", text)}</span>
                <Button
                  aria-label={words("removeOf", text)}
                  disabled={put.isPending}
                  kind="quiet"
                  onClick={() => put.mutate({ source, fromDay: cost.fromDay, perLeadPaise: null })}
                >
                  {words("remove")}
                </Button>
              </li>
            );
          })}
        </ul>
      </section>
    </Sheet>
  );
}
