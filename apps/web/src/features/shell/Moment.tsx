"use client";

import { agoText, dateText, momentText } from "../../format/time.ts";
import { useWorkspace } from "./Workspace.tsx";

/** A time in the organisation's zone: how long ago, or its date; the exact moment on hover. */
export function Moment({ at, as = "ago" }: { at: Date; as?: "ago" | "date" | "exact" }) {
  const { timezone } = useWorkspace();
  const text =
    as === "ago"
      ? agoText(at, new Date(), timezone)
      : as === "date"
        ? dateText(at, timezone)
        : momentText(at, timezone);
  // "3 min ago" may have become "4 min ago" between the server and the browser.
  return (
    <time dateTime={at.toISOString()} suppressHydrationWarning title={momentText(at, timezone)}>
      {text}
    </time>
  );
}
