"use client";

import type { Member } from "@leadlift/services/member/list";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useRefreshPeople } from "./use-people.ts";

interface LeaverSheetProps {
  leaver: Member;
  /** who work here */
  members: readonly Member[];
  onClose(): void;
}

/** Who gets the leads of somebody who leaves, shown before it happens. */
export function LeaverSheet({ leaver, members, onClose }: LeaverSheetProps) {
  const words = useTranslations("members.leaver");
  const trpc = useTRPC();
  const refresh = useRefreshPeople();
  const { userId, name, open } = leaver;
  const [toUserIds, setTo] = useState<string[]>([]);
  const preview = useQuery({
    ...trpc.team.previewReassign.queryOptions({ fromUserId: userId, toUserIds }),
    enabled: toUserIds.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const seen = toUserIds.length > 0 && !preview.isPlaceholderData ? preview.data : undefined;
  const deactivate = useMutation(
    trpc.member.deactivate.mutationOptions({
      onSuccess: ({ leads }) => {
        announce(words("done", { name, n: leads }));
        onClose();
      },
      onError: () => void preview.refetch(),
      onSettled: refresh,
    }),
  );
  const problem = deactivate.error ?? (toUserIds.length > 0 ? preview.error : null);
  return (
    <Sheet description={words("what")} onClose={onClose} title={words("title", { name })}>
      {open === 0 ? (
        <p>{words("none")}</p>
      ) : (
        <>
          <Choices
            chosen={toUserIds}
            legend={words("to", { n: open })}
            onChoose={setTo}
            options={members
              .filter((member) => member.userId !== userId)
              .map((member) => ({ value: member.userId, label: member.name, count: member.open }))}
          />
          <p className="text-faint text-ink3">{words("toWhat")}</p>
          <section aria-label={words("preview")} aria-live="polite">
            <h3 className="font-semibold text-sub">{words("preview")}</h3>
            {seen ? (
              <ul className="text-sub">
                {seen.targets.map((target) => (
                  <li key={target.userId}>
                    {words("gets", { name: target.name, n: target.gets, after: target.openAfter })}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="text-ink2 text-sub">{words("choose")}</p>
            )}
          </section>
        </>
      )}
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {problem && sentenceOf(problem)}
      </p>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={onClose}>
          {words("cancel")}
        </Button>
        <Button
          className="flex-1"
          disabled={deactivate.isPending || (open > 0 && !seen)}
          kind="danger"
          onClick={() => deactivate.mutate({ userId, toUserIds, ...(seen && { expected: seen.leads }) })}
        >
          {words(deactivate.isPending ? "working" : "confirm")}
        </Button>
      </div>
    </Sheet>
  );
}
