"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Sheet } from "../../components/Sheet.tsx";
import { useFormats } from "../../format/use-formats.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { workingMembers } from "../act/working-members.ts";

interface BulkSheetProps {
  leadIds: string[];
  onDone(): void;
  onClose(): void;
}

/** Who gets the chosen leads, what that would mean for them, and the way back. */
export function BulkSheet({ leadIds, onDone, onClose }: BulkSheetProps) {
  const words = useTranslations("lead");
  const { date } = useFormats();
  const trpc = useTRPC();
  const [toUserIds, setTo] = useState<string[]>([]);
  const members = useQuery(trpc.member.list.queryOptions()).data ?? [];
  const which = { leadIds, view: { status: "open" as const }, toUserIds };
  const preview = useQuery(
    trpc.team.previewReassign.queryOptions(which, {
      enabled: toUserIds.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  const shown = toUserIds.length > 0 ? preview.data : undefined;
  const { busy, reassign } = useReassign(onDone);
  return (
    <Sheet
      description={words("bulk.what")}
      onClose={onClose}
      title={words("bulk.title", { count: leadIds.length })}
    >
      <Choices
        chosen={toUserIds}
        legend={words("bulk.to")}
        onChoose={setTo}
        options={workingMembers(members).map(({ userId, name, open, awayUntil }) => ({
          value: userId,
          label: awayUntil === null ? name : words("bulk.away", { name, day: date(new Date(awayUntil)) }),
          count: open,
        }))}
      />
      <div aria-live="polite" className="min-h-16 text-sub">
        {preview.error ? (
          <p className="text-neg">{sentenceOf(preview.error)}</p>
        ) : (
          shown && (
            <>
              <p className="font-semibold">{words("bulk.preview", { leads: shown.leads })}</p>
              <ul className="text-ink2">
                {shown.targets.map(({ userId, name, gets, openAfter, grades }) => (
                  <li key={userId}>
                    {words("bulk.gets", { name, gets, openAfter })}
                    {gets > 0 && <span className="text-ink3"> · {words("bulk.grades", grades)}</span>}
                  </li>
                ))}
              </ul>
            </>
          )
        )}
      </div>
      <Button
        disabled={busy || preview.isPlaceholderData || !shown || shown.leads === 0}
        kind="primary"
        onClick={() => shown && reassign({ ...which, expected: shown.leads })}
      >
        {words("bulk.go", { leads: shown?.leads ?? 0 })}
      </Button>
    </Sheet>
  );
}

function useReassign(onDone: () => void) {
  const words = useTranslations("lead");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries(trpc.lead.pathFilter());
  const onError = (error: unknown) => {
    announce(sentenceOf(error), { tone: "bad" });
    void queries.invalidateQueries(trpc.team.previewReassign.pathFilter());
  };
  const undo = useMutation(
    trpc.team.undoReassign.mutationOptions({
      onError,
      onSuccess: ({ leads, moved }) => {
        refresh();
        announce(words("bulk.undone", { leads, moved }));
      },
    }),
  );
  const reassign = useMutation(
    trpc.team.reassign.mutationOptions({
      onError,
      onSuccess: ({ bulkId, leads }) => {
        refresh();
        onDone();
        announce(words("bulk.done", { leads }), { undo: () => undo.mutate({ bulkId }) });
      },
    }),
  );
  return { busy: reassign.isPending || undo.isPending, reassign: reassign.mutate };
}
