"use client";

import type { Team } from "@leadlift/services/team/list";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useRefreshPeople } from "./use-people.ts";

/** A new team, or another name for one. */
export function TeamSheet({ team, onClose }: { team: Team | null; onClose(): void }) {
  const words = useTranslations("members.teams");
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const put = useMutation(
    trpc.member.putTeam.mutationOptions({
      onSuccess: (_, { name }) => {
        announce(words(team ? "renamed" : "made", { name }));
        onClose();
      },
      onSettled: refresh,
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    put.mutate({ name, ...(team && { teamId: team.id }) });
  }
  return (
    <Sheet onClose={onClose} title={team ? words("renameOf", { name: team.name }) : words("new")}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        <Field
          autoComplete="off"
          defaultValue={team?.name ?? ""}
          id="team-name"
          label={words("name")}
          maxLength={100}
          name="name"
          required
        />
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {put.error && sentenceOf(put.error)}
        </p>
        <Button disabled={put.isPending} kind="primary" type="submit">
          {words("save")}
        </Button>
      </form>
    </Sheet>
  );
}
