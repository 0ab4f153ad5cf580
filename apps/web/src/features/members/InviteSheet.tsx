"use client";

import type { Role } from "@leadlift/services/permissions";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { LinkOnce } from "./LinkOnce.tsx";
import { RoleChoice } from "./RoleChoice.tsx";
import { TeamChoice } from "./TeamChoice.tsx";
import { useRefreshPeople } from "./use-people.ts";

/** Whom, as what, into which team; then the link, where nothing is sent. */
export function InviteSheet({ onClose }: { onClose(): void }) {
  const words = useTranslations("members.inviteSheet");
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const [role, setRole] = useState<Role>("broker");
  const [teamId, setTeam] = useState("");
  const [made, setMade] = useState<{ email: string; link: string } | null>(null);
  const invite = useMutation(
    trpc.invitation.invite.mutationOptions({
      onSuccess: ({ link }, { email }) => {
        void refresh();
        if (link) return setMade({ email, link });
        announce(words("sent", { email }));
        onClose();
      },
      // The link is no business of a cache.
      gcTime: 0,
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email") ?? "").trim();
    invite.mutate({ email, role, ...(teamId && { teamId }) });
  }
  if (made) {
    const { email, link } = made;
    return <LinkOnce link={link} onClose={onClose} what={words("linkWhat", { email })} />;
  }
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title")}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        <Field
          autoComplete="off"
          id="invite-email"
          label={words("email")}
          name="email"
          required
          type="email"
        />
        <RoleChoice onChoose={setRole} role={role} />
        <TeamChoice onChoose={setTeam} teamId={teamId} />
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {invite.error && sentenceOf(invite.error)}
        </p>
        <Button disabled={invite.isPending} kind="primary" type="submit">
          {words(invite.isPending ? "sending" : "send")}
        </Button>
      </form>
    </Sheet>
  );
}
