"use client";

import type { Member } from "@leadlift/services/member/list";
import { can } from "@leadlift/services/permissions";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { useRefreshPeople } from "./use-people.ts";

interface MemberLineProps {
  member: Member;
  /** a day; null: at work */
  awayUntil: string | null;
  /** null: not theirs to edit */
  onEdit: (() => void) | null;
}

export function MemberLine({ member, awayUntil, onEdit }: MemberLineProps) {
  const words = useTranslations("members");
  const roles = useTranslations("shell");
  const { date } = useFormats();
  const { userId: self, role: own } = useWorkspace();
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const { userId, name, email, role, team, open, dailyLeads, deactivatedAt } = member;
  const reactivate = useMutation(
    trpc.member.reactivate.mutationOptions({
      onSuccess: () => announce(words("reactivated", { name })),
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: refresh,
    }),
  );
  const facts = [
    team,
    words("open", { n: open }),
    ...(dailyLeads === null ? [] : [words("perDay", { n: dailyLeads })]),
  ];
  return (
    <li className="flex items-center justify-between gap-3 border-b py-3 first:pt-0 last:border-0 last:pb-0">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium text-name">
          <span className="break-words">{name}</span>
          <Tag tone={role === "admin" ? "accent" : "plain"}>{roles("role", { role })}</Tag>
          {userId === self && <Tag>{words("you")}</Tag>}
          {awayUntil && <Tag tone="warn">{words("awayTag", { day: date(new Date(awayUntil)) })}</Tag>}
          {deactivatedAt && <Tag tone="bad">{words("leftTag")}</Tag>}
        </h3>
        <p className="truncate text-ink2 text-sub">{email}</p>
        <p className="text-faint text-ink3">{facts.filter(Boolean).join(" · ")}</p>
      </div>
      {onEdit && (
        <Button aria-label={words("editOf", { name })} className="shrink-0" onClick={onEdit}>
          {words("edit")}
        </Button>
      )}
      {deactivatedAt && can(own, "member.manage") && (
        <Button
          aria-label={words("reactivateOf", { name })}
          className="shrink-0"
          disabled={reactivate.isPending}
          onClick={() => reactivate.mutate({ userId })}
        >
          {words("reactivate")}
        </Button>
      )}
    </li>
  );
}
