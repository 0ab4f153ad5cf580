"use client";

import type { Holidays } from "@leadlift/services/work/business-hours";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useChangeSettings } from "./use-settings.ts";

/** Days on which it is closed. */
export function HolidaysCard({ holidays, year }: { holidays: Holidays; year: number }) {
  const words = useTranslations("settings");
  const { date } = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useChangeSettings();
  const [days, setDays] = useState(holidays);
  const [day, setDay] = useState("");
  const [label, setLabel] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));

  function add() {
    if (!day || !label.trim()) return setSaid(words("holidays.missing"));
    if (days.some((known) => known.day === day)) return setSaid(words("holidays.twice"));
    setSaid(null);
    setDays([...days, { day, label: label.trim() }]);
    setDay("");
    setLabel("");
  }
  async function offer() {
    const offered = await queries.fetchQuery(trpc.organisation.offerHolidays.queryOptions({ year }));
    const fresh = offered.filter((one) => !days.some((known) => known.day === one.day));
    setDays([...days, ...fresh]);
    setSaid(words("holidays.offered", { n: fresh.length }));
  }
  return (
    <Card title={words("holidays.title")}>
      {sorted.length === 0 && <p className="text-ink2">{words("holidays.none")}</p>}
      <ul className="max-h-80 overflow-y-auto">
        {sorted.map((one) => (
          <li
            className="flex min-h-11 items-center justify-between gap-3 border-b last:border-0"
            key={one.day}
          >
            <span className="min-w-0 break-words">
              <span className="font-medium">{one.label}</span>{" "}
              <span className="text-ink2 text-sub">{date(new Date(one.day))}</span>
            </span>
            <Button
              aria-label={words("holidays.removeOf", { label: one.label })}
              className="shrink-0"
              kind="quiet"
              onClick={() => setDays(days.filter((known) => known.day !== one.day))}
            >
              {words("holidays.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-3 grid grid-cols-2 items-end gap-2 md:grid-cols-[1fr_1fr_auto]">
        <Field
          id="holiday-day"
          label={words("holidays.day")}
          onChange={(event) => setDay(event.target.value)}
          type="date"
          value={day}
        />
        <Field
          autoComplete="off"
          id="holiday-label"
          label={words("holidays.label")}
          maxLength={100}
          onChange={(event) => setLabel(event.target.value)}
          value={label}
        />
        <Button className="max-md:col-span-2" onClick={add}>
          {words("holidays.add")}
        </Button>
      </div>
      <Button
        className="mt-3 mb-1 w-full"
        onClick={() => offer().catch((error: unknown) => announce(sentenceOf(error), { tone: "bad" }))}
      >
        {words("holidays.offer", { year: String(year) })}
      </Button>
      <p className="text-faint text-ink3">{words("holidays.offerWhat")}</p>
      <p aria-live="polite" className="mt-2 text-sub empty:hidden" role="status">
        {said}
      </p>
      <Button
        aria-label={`${words(change.isPending ? "saving" : "save")}: ${words("holidays.title")}`}
        className="mt-2"
        disabled={change.isPending || days === holidays}
        onClick={() => change.mutate({ holidays: days })}
      >
        {words(change.isPending ? "saving" : "save")}
      </Button>
    </Card>
  );
}
