"use client";

import { can } from "@leadlift/services/permissions";
import type { Team } from "@leadlift/services/team/list";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useWorkspace } from "../shell/Workspace.tsx";
import { TeamSheet } from "./TeamSheet.tsx";
import { useRefreshPeople } from "./use-people.ts";

/** Teams or branches, with how many are in them. */
export function TeamsCard() {
  const words = useTranslations("members.teams");
  const trpc = useTRPC();
  const { role } = useWorkspace();
  const { data: teams = [] } = useQuery(trpc.member.teams.queryOptions());
  const [naming, setNaming] = useState<Team | "new" | null>(null);
  const [removing, setRemoving] = useState<Team | null>(null);
  const manages = can(role, "team.manage");
  return (
    <Card title={words("title")}>
      {teams.length === 0 && <p className="text-ink2">{words("none")}</p>}
      <ul>
        {teams.map((team) => (
          <li
            className="flex items-center justify-between gap-2 border-b py-2 first:pt-0 last:border-0"
            key={team.id}
          >
            <div className="min-w-0">
              <p className="break-words font-medium">{team.name}</p>
              <p className="text-faint text-ink3">{words("members", { n: team.members })}</p>
            </div>
            {manages && (
              <div className="flex shrink-0">
                <Button
                  aria-label={words("renameOf", { name: team.name })}
                  kind="quiet"
                  onClick={() => setNaming(team)}
                >
                  {words("rename")}
                </Button>
                <Button
                  aria-label={words("removeOf", { name: team.name })}
                  kind="quiet"
                  onClick={() => setRemoving(team)}
                >
                  {words("remove")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {manages && (
        <Button className="mt-2 w-full" onClick={() => setNaming("new")}>
          {words("new")}
        </Button>
      )}
      {naming && <TeamSheet onClose={() => setNaming(null)} team={naming === "new" ? null : naming} />}
      {removing && <RemoveTeam onClose={() => setRemoving(null)} team={removing} />}
    </Card>
  );
}

function RemoveTeam({ team, onClose }: { team: Team; onClose(): void }) {
  const words = useTranslations("members.teams");
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const remove = useMutation(
    trpc.member.removeTeam.mutationOptions({
      onSuccess: () => {
        announce(words("removed", { name: team.name }));
        onClose();
      },
      onSettled: refresh,
    }),
  );
  return (
    <Sheet
      description={words("removeWhat")}
      onClose={onClose}
      title={words("removeTitle", { name: team.name })}
    >
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {remove.error && sentenceOf(remove.error)}
      </p>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onClose}>
          {words("cancel")}
        </Button>
        <Button
          className="flex-1"
          disabled={remove.isPending}
          kind="danger"
          onClick={() => remove.mutate({ teamId: team.id })}
        >
          {words("remove")}
        </Button>
      </div>
    </Sheet>
  );
}
