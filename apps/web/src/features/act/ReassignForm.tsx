"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import type { ActDraft } from "./use-acts.ts";

/** To whom a lead goes: those who work leads. */
export function ReassignForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const trpc = useTRPC();
  const { userId } = useWorkspace();
  const { data, error } = useQuery(trpc.lead.facets.queryOptions());
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <div aria-hidden="true" className="skeleton h-32" />;
  const others = data.owners.filter(({ id }) => id !== userId);
  if (others.length === 0) return <p className="text-ink2">{words("nobodyElse")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {others.map(({ id, name, count }) => (
        <li key={id}>
          <Button
            className="w-full justify-between!"
            onClick={() => onDone({ kind: "reassigned", ownerId: id })}
          >
            {name}
            <span className="font-normal text-faint text-ink2">{words("openLeads", { count })}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
