"use client";

import type { InvitationView } from "@leadlift/services/invitation/list";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { LinkOnce } from "./LinkOnce.tsx";
import { useRefreshPeople } from "./use-people.ts";

/** Who was invited and has not come yet. */
export function InvitationsCard() {
  const words = useTranslations("members.invitations");
  const sheet = useTranslations("members.inviteSheet");
  const trpc = useTRPC();
  const { data: invitations = [] } = useQuery(trpc.invitation.list.queryOptions());
  const [made, setMade] = useState<{ email: string; link: string } | null>(null);
  return (
    <Card title={words("title")}>
      {invitations.length === 0 && <p className="text-ink2">{words("none")}</p>}
      <ul>
        {invitations.map((invitation) => (
          <Line
            invitation={invitation}
            key={invitation.id}
            onLink={(link) => setMade({ email: invitation.email, link })}
          />
        ))}
      </ul>
      {made && (
        <LinkOnce
          link={made.link}
          onClose={() => setMade(null)}
          what={sheet("linkWhat", { email: made.email })}
        />
      )}
    </Card>
  );
}

const states = { none: "shown", sending: "sending", sent: "sent", failed: "failed" } as const;

function Line({ invitation, onLink }: { invitation: InvitationView; onLink(link: string): void }) {
  const words = useTranslations("members.invitations");
  const sheet = useTranslations("members.inviteSheet");
  const roles = useTranslations("shell");
  const { date } = useFormats();
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const { id: invitationId, email, role, expiresAt, expired, mail } = invitation;
  const onError = (error: unknown) => announce(sentenceOf(error), { tone: "bad" });
  const resend = useMutation(
    trpc.invitation.resend.mutationOptions({
      onSuccess: ({ link }) => (link ? onLink(link) : announce(sheet("sent", { email }))),
      onError,
      onSettled: refresh,
      gcTime: 0,
    }),
  );
  const revoke = useMutation(
    trpc.invitation.revoke.mutationOptions({
      onSuccess: () => announce(words("revoked", { email })),
      onError,
      onSettled: refresh,
    }),
  );
  const busy = resend.isPending || revoke.isPending;
  return (
    <li className="border-b py-3 first:pt-0 last:border-0 last:pb-0">
      <p className="break-all font-medium">{email}</p>
      <p className="flex flex-wrap items-center gap-x-2 text-faint text-ink3">
        {roles("role", { role })} · {words(states[mail])}
        {expired ? (
          <Tag tone="bad">{words("expired")}</Tag>
        ) : (
          <span>{words("until", { day: date(expiresAt) })}</span>
        )}
        {mail === "failed" && <Tag tone="bad">{words("failed")}</Tag>}
      </p>
      <div className="mt-2 flex gap-2">
        <Button
          aria-label={words("resendOf", { email })}
          disabled={busy}
          onClick={() => resend.mutate({ invitationId })}
        >
          {words("resend")}
        </Button>
        <Button
          aria-label={words("revokeOf", { email })}
          disabled={busy}
          kind="quiet"
          onClick={() => revoke.mutate({ invitationId })}
        >
          {words("revoke")}
        </Button>
      </div>
    </li>
  );
}
