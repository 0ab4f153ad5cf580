"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Select } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";

/** One of the organisation's teams, or none. */
export function TeamChoice({ teamId, onChoose }: { teamId: string; onChoose(teamId: string): void }) {
  const words = useTranslations("members");
  const trpc = useTRPC();
  const { data: teams = [] } = useQuery(trpc.member.teams.queryOptions());
  return (
    <Select
      id="member-team"
      label={words("inviteSheet.team")}
      onChange={(event) => onChoose(event.target.value)}
      value={teamId}
    >
      <option value="">{words("noTeam")}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
