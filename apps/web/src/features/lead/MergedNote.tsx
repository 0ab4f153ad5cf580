"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Moment } from "../shell/Moment.tsx";
import { useMerge } from "./use-merge.ts";

const look = "mb-3 rounded-[14px] border border-line bg-accent-soft px-4 py-2.5 text-sub";

/** For whoever came by the address of a lead that was merged into this one. */
export function MergedNote({ lead, mergedId }: { lead: LeadDetail; mergedId: string }) {
  const words = useTranslations("lead");
  const { busy, undo } = useMerge();
  const merge = lead.merged.find(({ leadId }) => leadId === mergedId);
  if (!merge) return null;
  return (
    <div className={`${look} flex flex-wrap items-center justify-between gap-x-3`} role="status">
      <p>{words.rich("merge.cameFrom", { at: () => <Moment as="date" at={merge.at} /> })}</p>
      <Button className="-mx-3.5" disabled={busy} kind="quiet" onClick={() => undo(merge.mergeId)}>
        {words("merge.undo")}
      </Button>
    </div>
  );
}

/** In place of what cannot be done with a lead that stands for itself no more. */
export function MergedAway({ into }: { into: string }) {
  const words = useTranslations("lead");
  return (
    <p className={look} role="status">
      {words("merge.away")}{" "}
      <Link
        className="inline-flex min-h-11 items-center font-semibold underline underline-offset-3"
        href={`/leads/${into}`}
      >
        {words("merge.open")}
      </Link>
    </p>
  );
}
