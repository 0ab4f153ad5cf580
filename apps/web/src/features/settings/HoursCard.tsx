"use client";

import type { BusinessHours } from "@leadlift/services/work/business-hours";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { controlClass } from "../../components/Field.tsx";
import { type DayHours, hoursOf, type Weekday, weekdays, weekOf } from "./hours.ts";
import { useChangeSettings } from "./use-settings.ts";

/** When it is open, by weekday. */
export function HoursCard({ hours }: { hours: BusinessHours }) {
  const words = useTranslations("settings");
  const change = useChangeSettings();
  const [week, setWeek] = useState(() => weekOf(hours));
  const [wrong, setWrong] = useState<Weekday | null>(null);
  const set = (day: Weekday, part: Partial<DayHours>) =>
    setWeek((now) => ({ ...now, [day]: { ...now[day], ...part } }));
  function submit(event: FormEvent) {
    event.preventDefault();
    const read = hoursOf(week);
    setWrong("wrong" in read ? read.wrong : null);
    if ("hours" in read) change.mutate({ businessHours: read.hours });
  }
  return (
    <Card title={words("hours.title")}>
      <p className="mb-2 text-ink2 text-sub">{words("hours.what")}</p>
      <form className="flex flex-col gap-1" noValidate onSubmit={submit}>
        {weekdays.map((day) => {
          const name = words(`hours.days.${day}`);
          const { open, from, to } = week[day];
          return (
            <div className="flex min-h-11 flex-wrap items-center gap-x-3" key={day}>
              <label className="flex min-h-11 min-w-32 flex-1 cursor-pointer items-center gap-2.5">
                <input
                  checked={open}
                  className="size-4.5 shrink-0 accent-[var(--accent)]"
                  onChange={(event) => set(day, { open: event.target.checked })}
                  type="checkbox"
                />
                {name}
              </label>
              {open ? (
                <span className="flex flex-wrap items-center gap-1.5">
                  <Clock
                    label={words("hours.from", { day: name })}
                    onChange={(value) => set(day, { from: value })}
                    value={from}
                  />
                  –
                  <Clock
                    label={words("hours.to", { day: name })}
                    onChange={(value) => set(day, { to: value })}
                    value={to}
                  />
                </span>
              ) : (
                <span className="text-ink3">{words("hours.closed")}</span>
              )}
            </div>
          );
        })}
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {wrong && words("hours.wrong", { day: words(`hours.days.${wrong}`) })}
        </p>
        <Button
          aria-label={`${words(change.isPending ? "saving" : "save")}: ${words("hours.title")}`}
          className="mt-2 self-start"
          disabled={change.isPending}
          type="submit"
        >
          {words(change.isPending ? "saving" : "save")}
        </Button>
      </form>
    </Card>
  );
}

function Clock({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  return (
    <input
      aria-label={label}
      className={`${controlClass} w-36! max-md:text-base`}
      onChange={(event) => onChange(event.target.value)}
      type="time"
      value={value}
    />
  );
}
