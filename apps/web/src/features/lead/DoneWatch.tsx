"use client";

import { useEffect } from "react";
import { useDone } from "./use-done.ts";

/** Tells the list what was done from this page; apart from it, so that the list comes without the queue's code. */
export function DoneWatch({ onChange }: { onChange(done: ReadonlyMap<string, string>): void }) {
  const done = useDone();
  useEffect(() => onChange(done), [done, onChange]);
  return null;
}
