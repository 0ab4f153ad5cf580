"use client";

import type { LeaveView } from "@leadlift/services/leave/list";
import type { Member } from "@leadlift/services/member/list";
import { can } from "@leadlift/services/permissions";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { LeaveSheet } from "./LeaveSheet.tsx";
import { useRefreshPeople } from "./use-people.ts";

interface LeaveCardProps {
  leave: readonly LeaveView[];
  members: readonly Member[];
  today: string;
}

/** Who is away or will be; one's own days are one's own to enter. */
export function LeaveCard({ leave, members, today }: LeaveCardProps) {
  const words = useTranslations("members.leave");
  const { date } = useFormats();
  const { role, userId: self } = useWorkspace();
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const [adding, setAdding] = useState(false);
  const add = useMutation(trpc.leave.add.mutationOptions({ onSettled: refresh }));
  const remove = useMutation(
    trpc.leave.remove.mutationOptions({
      onSuccess: (days) => announce(words("removed"), { undo: () => add.mutate(days) }),
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: refresh,
    }),
  );
  const day = (text: string) => date(new Date(text));
  return (
    <Card title={words("title")}>
      <p className="mb-2 text-ink2 text-sub">{words("what")}</p>
      {leave.length === 0 && <p className="text-ink2">{words("none")}</p>}
      <ul>
        {leave.map(({ id, userId, name, firstDay, lastDay, away, cover }) => (
          <li className="flex items-center justify-between gap-2 border-b py-2 last:border-0" key={id}>
            <div className="min-w-0">
              <p className="break-words font-medium">
                {name} {away && <Tag tone="warn">{words("now")}</Tag>}
              </p>
              <p className="text-ink2 text-sub">
                {firstDay === lastDay
                  ? day(firstDay)
                  : words("days", { first: day(firstDay), last: day(lastDay) })}
                {cover && ` · ${words("covered", { name: cover.name })}`}
              </p>
            </div>
            {(userId === self || can(role, "team.manage")) && (
              <Button
                aria-label={words("removeOf", { name, first: day(firstDay) })}
                className="shrink-0"
                disabled={remove.isPending}
                kind="quiet"
                onClick={() => remove.mutate({ leaveId: id })}
              >
                {words("remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button className="mt-2 w-full" onClick={() => setAdding(true)}>
        {words("add")}
      </Button>
      {adding && <LeaveSheet members={members} onClose={() => setAdding(false)} today={today} />}
    </Card>
  );
}
