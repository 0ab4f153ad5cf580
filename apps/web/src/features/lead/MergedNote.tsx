"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import Link from "next/link";
import { Button } from "../../components/Button.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useMerge } from "./use-merge.ts";

const look = "mb-3 rounded-[14px] border border-line bg-accent-soft px-4 py-2.5 text-sub";

/** For whoever came by the address of a lead that was merged into this one. */
export function MergedNote({ lead, mergedId }: { lead: LeadDetail; mergedId: string }) {
  const { busy, undo } = useMerge();
  const merge = lead.merged.find(({ leadId }) => leadId === mergedId);
  if (!merge) return null;
  return (
    <div className={`${look} flex flex-wrap items-center justify-between gap-x-3`} role="status">
      <p>
        That enquiry was merged into this lead on <Moment as="date" at={merge.at} />; what happened to either
        is below.
      </p>
      <Button className="-mx-3.5" disabled={busy} kind="quiet" onClick={() => undo(merge.mergeId)}>
        Undo the merge
      </Button>
    </div>
  );
}

/** In place of what cannot be done with a lead that stands for itself no more. */
export function MergedAway({ into }: { into: string }) {
  return (
    <p className={look} role="status">
      This enquiry was merged into another lead.{" "}
      <Link
        className="inline-flex min-h-11 items-center font-semibold underline underline-offset-3"
        href={`/leads/${into}`}
      >
        Open that one
      </Link>
    </p>
  );
}
