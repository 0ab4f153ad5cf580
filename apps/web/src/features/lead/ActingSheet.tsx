"use client";

import { lazy, Suspense } from "react";
import type { Acting } from "./use-acting.ts";

const ActSheet = lazy(() => import("../act/ActSheet.tsx").then((module) => ({ default: module.ActSheet })));

/** The question that is asked about a lead; nothing while none is. */
export function ActingSheet({ acting: { asked, act, close } }: { acting: Acting }) {
  if (!asked) return null;
  return (
    <Suspense>
      <ActSheet lead={asked.lead} onAct={act} onClose={close} view={asked.view} />
    </Suspense>
  );
}
