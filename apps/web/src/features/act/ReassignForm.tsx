"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import type { ActDraft } from "./use-acts.ts";
import { workingMembers } from "./working-members.ts";

/** To whom a lead goes: those who work leads, with what they have, and who is away last. */
export function ReassignForm({ onDone }: { onDone(draft: ActDraft): void }) {
  const words = useTranslations("act");
  const trpc = useTRPC();
  const { date } = useFormats();
  const { userId: self } = useWorkspace();
  const { data, error } = useQuery(trpc.member.list.queryOptions());
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <div aria-hidden="true" className="skeleton h-32" />;
  const others = workingMembers(data).filter(({ userId }) => userId !== self);
  if (others.length === 0) return <p className="text-ink2">{words("nobodyElse")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {others.map(({ userId, name, open, awayUntil }) => (
        <li key={userId}>
          <Button
            className="w-full justify-between!"
            onClick={() => onDone({ kind: "reassigned", ownerId: userId })}
          >
            <span className="min-w-0 truncate">{name}</span>
            <span className="shrink-0 font-normal text-faint text-ink2">
              {awayUntil !== null && `${words("awayUntil", { day: date(new Date(awayUntil)) })} · `}
              {words("openLeads", { count: open })}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
