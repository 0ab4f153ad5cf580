"use client";

import type { Member } from "@leadlift/services/member/list";
import { can } from "@leadlift/services/permissions";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { useWorkspace } from "../shell/Workspace.tsx";
import { InvitationsCard } from "./InvitationsCard.tsx";
import { InviteSheet } from "./InviteSheet.tsx";
import { LeaveCard } from "./LeaveCard.tsx";
import { LeaverSheet } from "./LeaverSheet.tsx";
import { MemberLine } from "./MemberLine.tsx";
import { MemberSheet } from "./MemberSheet.tsx";
import { TeamsCard } from "./TeamsCard.tsx";

/** Who works here, as what, and where; who is invited, who is away. */
export function MembersView({ today, dailyLeads }: { today: string; dailyLeads: number }) {
  const words = useTranslations("members");
  const trpc = useTRPC();
  const { role } = useWorkspace();
  const { data: members } = useSuspenseQuery(trpc.member.list.queryOptions());
  const { data: leave } = useSuspenseQuery(trpc.leave.list.queryOptions({}));
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<Member | null>(null);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const here = members.filter(({ deactivatedAt }) => deactivatedAt === null);
  const gone = members.filter(({ deactivatedAt }) => deactivatedAt !== null);
  const manages = can(role, "member.manage");
  const line = (member: Member) => (
    <MemberLine
      awayUntil={leave.find(({ userId, away }) => away && userId === member.userId)?.lastDay ?? null}
      key={member.userId}
      member={member}
      onEdit={can(role, "team.manage") && !member.deactivatedAt ? () => setEditing(member) : null}
    />
  );
  return (
    <div className="max-w-5xl">
      <PageTop sub={words("sub")} title={words("title")}>
        {manages && (
          <Button className="shrink-0" kind="primary" onClick={() => setInviting(true)}>
            {words("invite")}
          </Button>
        )}
      </PageTop>
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-6 md:px-5.5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex flex-col gap-3">
          <Card title={words("people")}>
            <ul>{here.map(line)}</ul>
          </Card>
          {gone.length > 0 && (
            <Card title={words("left")}>
              <ul>{gone.map(line)}</ul>
            </Card>
          )}
        </div>
        <div className="flex flex-col gap-3">
          {manages && <InvitationsCard />}
          <LeaveCard leave={leave} members={here} today={today} />
          <TeamsCard />
        </div>
      </div>
      {inviting && <InviteSheet onClose={() => setInviting(false)} />}
      {editing && (
        <MemberSheet
          dailyLeads={dailyLeads}
          member={editing}
          onClose={() => setEditing(null)}
          onLeave={() => {
            setLeaving(editing);
            setEditing(null);
          }}
        />
      )}
      {leaving && <LeaverSheet leaver={leaving} members={here} onClose={() => setLeaving(null)} />}
    </div>
  );
}
