"use client";

import { can } from "@leadlift/services/permissions";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { Select } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";

const choices = [30, 60, 90, 180, 365];

/** How long visitors are kept who never told who they are: an administrator's to say. */
export function KeptDays({ days }: { days: number }) {
  const words = useTranslations("quality.kept");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { role } = useWorkspace();
  const keep = useMutation(
    trpc.quality.keepVisitors.mutationOptions({
      onSuccess: (kept) => announce(words("from", { n: kept.days })),
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: () => queries.invalidateQueries(trpc.quality.summary.pathFilter()),
    }),
  );
  if (!can(role, "organisation.manage")) {
    return <p className="mt-4 text-ink2 text-sub">{words("read", { n: days })}</p>;
  }
  const offered = [...new Set([...choices, days])].sort((a, b) => a - b);
  return (
    <div className="mt-4 flex flex-wrap items-end justify-between gap-3 border-t pt-3">
      <p className="min-w-0 flex-1 basis-48 text-ink2 text-sub">{words("what")}</p>
      <Select
        className="w-36 shrink-0"
        disabled={keep.isPending}
        id="quality-kept-days"
        label={words("label")}
        onChange={(event) => keep.mutate({ days: Number(event.target.value) })}
        value={keep.isPending ? keep.variables.days : days}
      >
        {offered.map((each) => (
          <option key={each} value={each}>
            {words("days", { n: each })}
          </option>
        ))}
      </Select>
    </div>
  );
}
