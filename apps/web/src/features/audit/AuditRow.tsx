"use client";

import type { AuditLine } from "@leadlift/services/audit-log/list";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormats } from "../../format/use-formats.ts";
import { Moment } from "../shell/Moment.tsx";
import { actionText, actorText, detailText, leadOf } from "./audit-words.ts";

/** One act in words; its exact name and the ids it carries on request. */
export function AuditRow({ line }: { line: AuditLine }) {
  const words = useTranslations("audit");
  const { actor, subject, action, at, detail } = line;
  const leadId = leadOf(line);
  const { moment } = useFormats();
  const more = detailText(line, words, moment);
  return (
    <li className="border-b py-2.5 first:pt-0 last:border-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="min-w-0 break-words">
          <span className="font-medium">{actorText(actor, words)}</span> · {actionText(action, words)}
          {subject.name && subject.type !== "team" && `: ${subject.name}`}
          {leadId && (
            <>
              {" · "}
              <Link className="underline underline-offset-3" href={`/leads/${leadId}`}>
                {words("lead_link")}
              </Link>
            </>
          )}
        </p>
        <span className="text-faint text-ink3">
          <Moment as="exact" at={at} />
        </span>
      </div>
      {more && <p className="break-words text-ink2 text-sub">{more}</p>}
      <details className="text-faint text-ink3">
        <summary className="inline-flex min-h-11 cursor-pointer items-center underline underline-offset-3 md:pointer-fine:min-h-6">
          {words("detail")}
        </summary>
        <p className="break-all font-mono">
          {action} {subject.type} {subject.id} {JSON.stringify(detail)}
        </p>
      </details>
    </li>
  );
}
