"use client";

import type { OrganisationView } from "@leadlift/services/organisation/get";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field, Select } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { useRefreshSettings } from "./use-settings.ts";

type Target = Pick<OrganisationView, "ladder" | "targetStep" | "horizonDays">;

/** Which step within how many days scores predict. */
export function TargetCard({ settings: { ladder, targetStep, horizonDays } }: { settings: Target }) {
  const words = useTranslations("settings");
  const trpc = useTRPC();
  const refresh = useRefreshSettings();
  const [step, setStep] = useState(targetStep ?? "");
  const [days, setDays] = useState(String(horizonDays));
  const again = useMutation(trpc.organisation.chooseTarget.mutationOptions({ onSettled: refresh }));
  const choose = useMutation(
    trpc.organisation.chooseTarget.mutationOptions({
      onSuccess: () =>
        announce(
          words("saved"),
          targetStep === null ? {} : { undo: () => again.mutate({ step: targetStep, horizonDays }) },
        ),
      onSettled: refresh,
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    choose.mutate({ step, horizonDays: Number(days) });
  }
  return (
    <Card title={words("target.title")}>
      <p className="mb-2 text-ink2 text-sub">{words(targetStep === null ? "target.none" : "target.what")}</p>
      <form className="flex flex-col gap-3" onSubmit={submit}>
        <div className="grid grid-cols-2 gap-2">
          <Select
            id="target-step"
            label={words("target.step")}
            onChange={(event) => setStep(event.target.value)}
            required
            value={step}
          >
            {targetStep === null && <option value="">–</option>}
            {ladder.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
          <Field
            id="target-days"
            label={words("target.horizon")}
            max={365}
            min={1}
            onChange={(event) => setDays(event.target.value)}
            required
            type="number"
            value={days}
          />
        </div>
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {choose.error && sentenceOf(choose.error)}
        </p>
        <Button
          aria-label={`${words(choose.isPending ? "saving" : "save")}: ${words("target.title")}`}
          className="self-start"
          disabled={choose.isPending || step === "" || (step === targetStep && days === String(horizonDays))}
          type="submit"
        >
          {words(choose.isPending ? "saving" : "save")}
        </Button>
      </form>
    </Card>
  );
}
