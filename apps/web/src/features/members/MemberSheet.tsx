"use client";

import type { Member } from "@leadlift/services/member/list";
import { can } from "@leadlift/services/permissions";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { LinkOnce } from "./LinkOnce.tsx";
import { PasswordLink } from "./PasswordLink.tsx";
import { RoleChoice } from "./RoleChoice.tsx";
import { TeamChoice } from "./TeamChoice.tsx";
import { useRefreshPeople } from "./use-people.ts";

interface MemberSheetProps {
  member: Member;
  /** what the organisation says, where they have no number of their own */
  dailyLeads: number;
  onLeave(): void;
  onClose(): void;
}

/** A colleague's role, team and leads a day. */
export function MemberSheet({ member, dailyLeads, onLeave, onClose }: MemberSheetProps) {
  const words = useTranslations("members.sheet");
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshPeople();
  const { role: own, userId: self } = useWorkspace();
  const { userId, name, email } = member;
  const [role, setRole] = useState(member.role);
  const [teamId, setTeam] = useState(member.teamId ?? "");
  const [daily, setDaily] = useState(member.dailyLeads === null ? "" : String(member.dailyLeads));
  const [link, setLink] = useState<string | null>(null);
  const changeRole = useMutation(trpc.member.changeRole.mutationOptions());
  const changeDesk = useMutation(trpc.member.changeDesk.mutationOptions());
  const busy = changeRole.isPending || changeDesk.isPending;
  const problem = changeRole.error ?? changeDesk.error;
  const manages = can(own, "member.manage");

  async function save() {
    if (role !== member.role) await changeRole.mutateAsync({ userId, role });
    await changeDesk.mutateAsync({
      userId,
      teamId: teamId || null,
      dailyLeads: daily === "" ? null : Number(daily),
    });
    announce(words("saved"));
    if (userId === self) router.refresh();
    await refresh();
    onClose();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    save().catch(() => refresh());
  }
  if (link) return <LinkOnce link={link} onClose={onClose} what={words("passwordLinkWhat", { email })} />;
  return (
    <Sheet description={email} onClose={onClose} title={words("title", { name })}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        {manages && <RoleChoice onChoose={setRole} role={role} />}
        <TeamChoice onChoose={setTeam} teamId={teamId} />
        <div>
          <Field
            aria-describedby="member-daily-what"
            id="member-daily"
            inputMode="numeric"
            label={words("daily")}
            max={500}
            min={1}
            onChange={(event) => setDaily(event.target.value)}
            type="number"
            value={daily}
          />
          <p className="mt-1 text-faint text-ink3" id="member-daily-what">
            {words("dailyWhat", { n: dailyLeads })}
          </p>
        </div>
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {problem && sentenceOf(problem)}
        </p>
        <Button disabled={busy} kind="primary" type="submit">
          {words(busy ? "saving" : "save")}
        </Button>
      </form>
      {manages && userId !== self && <PasswordLink onMade={setLink} userId={userId} />}
      {manages && userId !== self && (
        <div className="border-t pt-3">
          <p className="mb-2 text-ink2 text-sub">{words("deactivateWhat")}</p>
          <Button className="w-full" kind="danger" onClick={onLeave}>
            {words("deactivate")}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
