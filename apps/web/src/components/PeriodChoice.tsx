"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { chosenDays, isPeriod, type PeriodLimits, type PeriodView } from "../format/period.ts";
import { Field } from "./Field.tsx";
import { Segments } from "./Segments.tsx";

interface PeriodChoiceProps {
  view: PeriodView;
  limits: PeriodLimits;
  onPeriod(period: { days: number | null; from: string | null; to: string | null }): void;
}

/** So many days up to today, or two days of one's own. */
export function PeriodChoice({ view, limits, onPeriod }: PeriodChoiceProps) {
  const words = useTranslations("shell.period");
  const id = useId();
  const own = isPeriod(view, limits.most);
  const [opened, setOpened] = useState(own);
  const days = chosenDays(view, limits);
  const options = [
    ...limits.offered.map((count) => ({ value: String(count), label: words("days", { days: count }) })),
    { value: "own", label: words("own") },
  ];
  const chosen =
    opened || own ? "own" : String(limits.offered.includes(view.days) ? view.days : (limits.offered[0] ?? 1));
  function choose(value: string) {
    setOpened(value === "own");
    if (value === "own") onPeriod({ days: null, ...days });
    else onPeriod({ days: Number(value), from: null, to: null });
  }
  return (
    <div className="flex flex-col items-start gap-2 sm:flex-row sm:items-end">
      <Segments chosen={chosen} legend={words("label")} name={id} onChoose={choose} options={options} />
      {(opened || own) && (
        <Dates
          from={days.from}
          key={`${days.from} ${days.to}`}
          limits={limits}
          onPeriod={onPeriod}
          to={days.to}
        />
      )}
    </div>
  );
}

interface DatesProps {
  from: string;
  to: string;
  limits: PeriodLimits;
  onPeriod: PeriodChoiceProps["onPeriod"];
}

function Dates({ from, to, limits, onPeriod }: DatesProps) {
  const words = useTranslations("shell.period");
  const id = useId();
  const [days, setDays] = useState({ from, to });
  const wrong = !isPeriod(days, limits.most);
  function set(change: Partial<typeof days>) {
    const changed = { ...days, ...change };
    setDays(changed);
    if (isPeriod(changed, limits.most)) onPeriod({ days: null, ...changed });
  }
  return (
    <div className="flex flex-wrap items-end gap-2">
      {(["from", "to"] as const).map((end) => (
        <Field
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          aria-invalid={wrong}
          id={`${id}-${end}`}
          key={end}
          label={words(end)}
          max={limits.today}
          onChange={(event) => set({ [end]: event.target.value })}
          type="date"
          value={days[end]}
        />
      ))}
      {wrong && (
        <p className="text-neg text-sub" id={`${id}-wrong`} role="status">
          {words("wrong")}
        </p>
      )}
    </div>
  );
}
