"use client";

import { ActSheet } from "../act/ActSheet.tsx";
import { useActs } from "../act/use-acts.ts";
import type { Acting } from "./use-acting.ts";

interface ActingFormProps {
  acting: Acting;
  asked: NonNullable<Acting["asked"]>;
}

/** Asks, and does what is answered. */
export function ActingForm({ acting, asked: { lead, view } }: ActingFormProps) {
  const { perform } = useActs();
  return (
    <ActSheet
      lead={lead}
      onAct={(draft) => {
        perform(lead, draft);
        acting.acted(draft);
      }}
      onClose={acting.close}
      view={view}
    />
  );
}
