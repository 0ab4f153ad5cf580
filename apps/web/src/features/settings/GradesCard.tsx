"use client";

import type { Cutoffs } from "@leadlift/services/organisation/change-cutoffs";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { countText } from "../../format/number.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useRefreshSettings } from "./use-settings.ts";

const graded = ["A", "B", "C"] as const;

/** From which score on a lead is an A, a B, a C; with what that would change, before it does. */
export function GradesCard({ cutoffs }: { cutoffs: Cutoffs }) {
  const words = useTranslations("settings");
  const trpc = useTRPC();
  const refresh = useRefreshSettings();
  const [wished, setWished] = useState({ A: String(cutoffs.A), B: String(cutoffs.B), C: String(cutoffs.C) });
  const input = { A: Number(wished.A), B: Number(wished.B), C: Number(wished.C) };
  const ordered =
    input.A > input.B &&
    input.B > input.C &&
    graded.every((grade) => input[grade] >= 2 && input[grade] <= 99);
  const changed = graded.some((grade) => input[grade] !== cutoffs[grade]);
  const preview = useQuery({
    ...trpc.organisation.previewCutoffs.queryOptions(input),
    enabled: ordered && changed,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const back = useMutation(trpc.organisation.changeCutoffs.mutationOptions({ onSettled: refresh }));
  const change = useMutation(
    trpc.organisation.changeCutoffs.mutationOptions({
      onSuccess: ({ before }) => announce(words("saved"), { undo: () => back.mutate(before) }),
      onError: (error) => announce(sentenceOf(error), { tone: "bad" }),
      onSettled: refresh,
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ordered) change.mutate(input);
  }
  return (
    <Card title={words("grades.title")}>
      <p className="mb-2 text-ink2 text-sub">{words("grades.what")}</p>
      <form className="flex flex-col gap-3" noValidate onSubmit={submit}>
        <div className="grid grid-cols-3 gap-2">
          {graded.map((grade) => (
            <Field
              id={`grade-${grade}`}
              key={grade}
              label={words("grades.least", { grade })}
              max={99}
              min={2}
              onChange={(event) => setWished({ ...wished, [grade]: event.target.value })}
              type="number"
              value={wished[grade]}
            />
          ))}
        </div>
        <div aria-live="polite" className="text-sub empty:hidden" role="status">
          {!ordered && <p className="text-neg">{words("grades.order")}</p>}
          {ordered && changed && preview.data && (
            <>
              <p>{words("grades.preview", { n: preview.data.moving })}</p>
              <ul className="text-ink2 tabular-nums">
                {preview.data.grades.map(({ grade, now, after }) => (
                  <li key={grade}>
                    {words("grades.row", { grade, now: countText(now), after: countText(after) })}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        <Button
          aria-label={`${words(change.isPending ? "saving" : "save")}: ${words("grades.title")}`}
          className="self-start"
          disabled={!ordered || !changed || change.isPending}
          type="submit"
        >
          {words(change.isPending ? "saving" : "save")}
        </Button>
      </form>
    </Card>
  );
}
