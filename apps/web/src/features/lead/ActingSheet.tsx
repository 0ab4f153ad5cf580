"use client";

import { lazy, Suspense } from "react";
import type { Acting } from "./use-acting.ts";

const ActingForm = lazy(() => import("./ActingForm.tsx").then((module) => ({ default: module.ActingForm })));

/** The question that is asked about a lead; nothing while none is. Its code and the queue's come with the first. */
export function ActingSheet({ acting }: { acting: Acting }) {
  if (!acting.asked) return null;
  return (
    <Suspense>
      <ActingForm acting={acting} asked={acting.asked} />
    </Suspense>
  );
}
