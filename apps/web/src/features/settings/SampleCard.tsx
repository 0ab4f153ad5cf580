"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { ConfirmSheet } from "../../components/ConfirmSheet.tsx";
import { Progress } from "../../components/Progress.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";

/** The way out of the sample. Once it is gone, so is whoever looks: the next question leads to the sign-in page. */
export function SampleCard() {
  const words = useTranslations("settings.sample");
  const all = useTranslations("settings");
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const { data: removal, refetch } = useQuery({
    ...trpc.organisation.removal.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.since ? 1_000 : false),
  });
  const leads = useQuery({ ...trpc.member.list.queryOptions(), enabled: asking });
  const remove = useMutation(
    trpc.organisation.removeSample.mutationOptions({
      onSuccess: () => {
        setAsking(false);
        void refetch();
      },
    }),
  );
  const open = leads.data?.reduce((sum, member) => sum + member.open, 0) ?? 0;
  return (
    <Card title={words("title")}>
      {removal?.since ? (
        <>
          <Progress
            detail={words("left", { left: countText(removal.left), total: countText(removal.total) })}
            label={words("removing")}
            value={removal.total === 0 ? null : 1 - removal.left / removal.total}
          />
          <p className="mt-2 text-ink2 text-sub">{words("after")}</p>
        </>
      ) : (
        <>
          <p className="mb-3 text-ink2 text-sub">{words("what")}</p>
          <Button kind="danger" onClick={() => setAsking(true)}>
            {words("remove")}
          </Button>
        </>
      )}
      {asking && (
        <ConfirmSheet
          busy={remove.isPending}
          description={words("confirmWhat", { n: open })}
          no={all("cancel")}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate()}
          problem={remove.error && sentenceOf(remove.error)}
          title={words("confirm")}
          yes={words("confirmButton")}
        />
      )}
    </Card>
  );
}
