"use client";

import { useFormats } from "../../format/use-formats.ts";

/** A time in the organisation's zone: how long ago, or its date; the exact moment on hover. */
export function Moment({ at, as = "ago" }: { at: Date; as?: "ago" | "date" | "exact" }) {
  const { ago, date, moment } = useFormats();
  const text = as === "ago" ? ago(at, new Date()) : as === "date" ? date(at) : moment(at);
  // "3 min ago" may have become "4 min ago" between the server and the browser.
  return (
    <time dateTime={at.toISOString()} suppressHydrationWarning title={moment(at)}>
      {text}
    </time>
  );
}
