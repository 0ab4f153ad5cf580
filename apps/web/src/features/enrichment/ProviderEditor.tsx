"use client";

import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import { type PresetName, presetNames, presets } from "@leadlift/services/enrichment/presets";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Select } from "../../components/Field.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { sentenceOf } from "../../trpc/query-client.ts";
import { PageTop } from "../shell/PageTop.tsx";
import { Entered, fieldId } from "./Entered.tsx";
import { PairTable } from "./PairTable.tsx";
import {
  emptyForm,
  formOf,
  knownAttributes,
  type Problems,
  type ProviderField,
  type ProviderForm,
  readForm,
  withPreset,
} from "./provider-form.ts";
import { QuestionFields } from "./QuestionFields.tsx";
import { SampleAnswer } from "./SampleAnswer.tsx";

interface ProviderEditorProps {
  /** null: a new one */
  provider: ListedProvider | null;
  others: readonly ListedProvider[];
  onClose(): void;
}

const order: readonly ProviderField[] = [
  ...(["name", "url", "headers", "body", "loginUrl", "loginScope", "secret"] as const),
  ...(["mapping", "seconds", "cacheDays", "monthlyBudget"] as const),
];

/** All that is set of a provider; its key is entered here and never shown again. */
export function ProviderEditor({ provider, others, onClose }: ProviderEditorProps) {
  const words = useTranslations("enrichment.editor");
  const problemWords = useTranslations("enrichment.problems");
  const addTitle = useTranslations("enrichment")("add");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState<ProviderForm>(() => (provider ? formOf(provider) : emptyForm()));
  const [preset, setPreset] = useState<PresetName | null>(null);
  const [problems, setProblems] = useState<Problems>({});
  const put = useMutation(
    trpc.enrichment.put.mutationOptions({
      onSuccess: async (_, { name }) => {
        await queries.invalidateQueries(trpc.enrichment.pathFilter());
        announce(words("saved", { name }));
        onClose();
      },
      // The key's text is no business of a cache.
      gcTime: 0,
    }),
  );

  function change(changed: Partial<ProviderForm>) {
    setForm((before) => ({ ...before, ...changed }));
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !Object.hasOwn(changed, field))),
    );
  }

  function save(event: FormEvent) {
    event.preventDefault();
    const around = { id: provider?.id, hasSecret: provider?.hasSecret ?? false };
    const otherNames = others.map(({ name }) => name);
    const read = readForm(form, { ...around, otherNames }, problemWords);
    if (read.input) return put.mutate(read.input);
    setProblems(read.problems);
    const first = order.find((field) => read.problems[field] !== undefined);
    // A field that a closed part hides is there once React has opened it.
    if (first) requestAnimationFrame(() => document.getElementById(fieldId(first))?.focus());
  }

  return (
    <form noValidate onSubmit={save}>
      <PageTop sub={words(provider ? "changing" : "adding")} title={provider?.name ?? addTitle} />
      <div className="grid grid-cols-1 items-start gap-3 px-4.5 pb-3 md:px-5.5 xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={words("who")}>
            <div className="flex flex-col gap-4">
              <div className="grid gap-3 sm:grid-cols-2">
                {!provider && (
                  <Select
                    id="provider-preset"
                    label={words("begin")}
                    onChange={(event) => {
                      const chosen = presetNames.find((each) => each === event.target.value) ?? null;
                      setPreset(chosen);
                      setProblems({});
                      setForm(chosen ? withPreset(form, presets[chosen]) : emptyForm());
                    }}
                    value={preset ?? ""}
                  >
                    <option value="">{words("other")}</option>
                    {presetNames.map((each) => (
                      <option key={each} value={each}>
                        {words(`presets.${each}`)}
                      </option>
                    ))}
                  </Select>
                )}
                <Entered
                  field="name"
                  label={words("name")}
                  maxLength={100}
                  onChange={(event) => change({ name: event.target.value })}
                  problem={problems.name}
                  value={form.name}
                />
              </div>
              <QuestionFields form={form} onChange={change} problems={problems} />
              <Entered
                autoComplete="new-password"
                field="secret"
                hint={
                  provider?.hasSecret
                    ? words("keyStored")
                    : preset
                      ? words("keyCalled", { provider: presets[preset].name, key: words(`keys.${preset}`) })
                      : words("keySealed")
                }
                label={words("key")}
                onChange={(event) => change({ secret: event.target.value })}
                problem={problems.secret}
                type="password"
                value={form.secret}
              />
            </div>
          </Card>
          <Card title={words("limits")}>
            <div className="grid gap-3 sm:grid-cols-3">
              <Entered
                field="monthlyBudget"
                hint={words("budgetWhat")}
                inputMode="numeric"
                label={words("budget")}
                onChange={(event) => change({ monthlyBudget: event.target.value })}
                problem={problems.monthlyBudget}
                value={form.monthlyBudget}
              />
              <Entered
                field="cacheDays"
                hint={words("cacheDaysWhat")}
                inputMode="numeric"
                label={words("cacheDays")}
                onChange={(event) => change({ cacheDays: event.target.value })}
                problem={problems.cacheDays}
                value={form.cacheDays}
              />
              <Entered
                field="seconds"
                hint={words("secondsWhat")}
                inputMode="decimal"
                label={words("seconds")}
                onChange={(event) => change({ seconds: event.target.value })}
                problem={problems.seconds}
                value={form.seconds}
              />
            </div>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={words("kept")}>
            <PairTable
              add={words("addAttribute")}
              field="mapping"
              hint={words("mappingWhat")}
              left={{
                label: (n) => words("attributeN", { n }),
                placeholder: "job_title",
                list: "known-attributes",
              }}
              legend={words("mapping")}
              onPairs={(mapping) => change({ mapping })}
              pairs={form.mapping}
              problem={problems.mapping}
              right={{ label: (n) => words("placeN", { n }), placeholder: "person.title" }}
              takeAway={(name) => words("takeAwayAttribute", { name })}
            />
            <datalist id="known-attributes">
              {knownAttributes.map((key) => (
                <option key={key} value={key} />
              ))}
            </datalist>
          </Card>
          <SampleAnswer mapping={form.mapping} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 px-4.5 pb-6 md:px-5.5">
        <Button disabled={put.isPending} kind="primary" type="submit">
          {words(put.isPending ? "saving" : "save")}
        </Button>
        <Button onClick={onClose}>{words("cancel")}</Button>
        <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
          {put.error ? sentenceOf(put.error) : Object.keys(problems).length > 0 && words("marked")}
        </p>
      </div>
    </form>
  );
}
