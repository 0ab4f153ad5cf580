"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { Tag } from "../../components/Tag.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useRefreshSettings } from "./use-settings.ts";

interface LadderCardProps {
  ladder: readonly { key: string; label: string }[];
  targetStep: string | null;
}

interface Row {
  id: string;
  /** null: new */
  key: string | null;
  label: string;
}

/** The steps of the ladder, each by its name. */
export function LadderCard({ ladder, targetStep }: LadderCardProps) {
  const words = useTranslations("settings");
  const base = useId();
  const trpc = useTRPC();
  const refresh = useRefreshSettings();
  const [rows, setRows] = useState<Row[]>(() => ladder.map(({ key, label }) => ({ id: key, key, label })));
  const [made, setMade] = useState(0);
  const change = useMutation(
    trpc.organisation.changeLadder.mutationOptions({
      onSuccess: () => {
        announce(words("saved"));
        void refresh();
      },
    }),
  );
  function insert(place: number) {
    setMade(made + 1);
    setRows(rows.toSpliced(place + 1, 0, { id: `new ${made}`, key: null, label: "" }));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({
      steps: rows.map(({ key, label }) => ({ label: label.trim(), ...(key !== null && { key }) })),
    });
  }
  return (
    <Card title={words("ladder.title")}>
      <p className="mb-2 text-ink2 text-sub">{words("ladder.what")}</p>
      <form onSubmit={submit}>
        <ol className="flex flex-col gap-3">
          {rows.map(({ id, key, label }, place) => {
            const name = label || words("ladder.new");
            return (
              <li key={id}>
                <div className="flex items-end gap-1">
                  <Field
                    autoComplete="off"
                    className="min-w-0 flex-1"
                    id={`${base}-${id}`}
                    label={words("ladder.step", { n: place + 1 })}
                    maxLength={60}
                    onChange={(event) =>
                      setRows(
                        rows.map((row) => (row.id === id ? { ...row, label: event.target.value } : row)),
                      )
                    }
                    required
                    value={label}
                  />
                  <Button
                    aria-label={words("ladder.removeOf", { label: name })}
                    disabled={rows.length === 1}
                    kind="quiet"
                    onClick={() => setRows(rows.filter((row) => row.id !== id))}
                  >
                    {words("ladder.remove")}
                  </Button>
                </div>
                <div className="flex items-center gap-2">
                  {key !== null && key === targetStep && <Tag tone="accent">{words("ladder.target")}</Tag>}
                  {key !== "won" && (
                    <Button
                      aria-label={words("ladder.addOf", { label: name })}
                      className="-ml-3"
                      kind="quiet"
                      onClick={() => insert(place)}
                    >
                      {words("ladder.add")}
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
        <p aria-live="polite" className="mt-2 text-neg text-sub empty:hidden" role="status">
          {change.error && sentenceOf(change.error)}
        </p>
        <Button
          aria-label={`${words(change.isPending ? "saving" : "save")}: ${words("ladder.title")}`}
          className="mt-3"
          disabled={change.isPending}
          type="submit"
        >
          {words(change.isPending ? "saving" : "save")}
        </Button>
      </form>
    </Card>
  );
}
