"use client";

import type { LeadDetail } from "@leadlift/services/lead/get";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Moment } from "../shell/Moment.tsx";
import { kindText } from "./lead-words.ts";

const MergeSheet = lazy(() => import("./MergeSheet.tsx").then((module) => ({ default: module.MergeSheet })));

/** Other enquiries of the same person, and the way to make one lead of two. */
export function Siblings({ lead }: { lead: LeadDetail }) {
  const words = useTranslations("lead");
  const { siblings } = lead;
  const [merging, setMerging] = useState<{ twinId: string | null } | null>(null);
  return (
    <Card title={words("siblings.title")}>
      {siblings.length === 0 && <p className="text-ink2 text-sub">{words("siblings.none")}</p>}
      <ul>
        {siblings.map(({ id, kind, status, source, createdAt }) => (
          <li className="flex items-center justify-between gap-3" key={id}>
            <Link
              className="flex min-h-11 min-w-0 flex-1 flex-col justify-center text-sub md:pointer-fine:min-h-9"
              href={`/leads/${id}`}
            >
              <span className="underline underline-offset-3">
                {words("siblings.line", {
                  what: [kindText(kind, words), source].filter(Boolean).join(" · "),
                  status,
                })}
              </span>
              <span className="text-faint text-ink3">
                <Moment as="date" at={createdAt} />
              </span>
            </Link>
            {kind === lead.kind && (
              <Button className="-mr-3.5" kind="quiet" onClick={() => setMerging({ twinId: id })}>
                {words("siblings.same")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button className="-mb-2 -ml-3.5" kind="quiet" onClick={() => setMerging({ twinId: null })}>
        {words("siblings.other")}
      </Button>
      {merging && (
        <Suspense>
          <MergeSheet lead={lead} onClose={() => setMerging(null)} twinId={merging.twinId} />
        </Suspense>
      )}
    </Card>
  );
}
