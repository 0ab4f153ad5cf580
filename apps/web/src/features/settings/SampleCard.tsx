"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Progress } from "../../components/Progress.tsx";
import { Sheet } from "../../components/Sheet.tsx";
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
        <Sheet
          description={words("confirmWhat", { n: open })}
          onClose={() => setAsking(false)}
          title={words("confirm")}
        >
          <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
            {remove.error && sentenceOf(remove.error)}
          </p>
          <div className="flex gap-2">
            <Button className="flex-1" onClick={() => setAsking(false)}>
              {all("cancel")}
            </Button>
            <Button
              className="flex-1"
              disabled={remove.isPending}
              kind="danger"
              onClick={() => remove.mutate()}
            >
              {words("confirmButton")}
            </Button>
          </div>
        </Sheet>
      )}
    </Card>
  );
}
