"use client";

import type { createWebhookInput } from "@leadlift/services/webhook/create";
import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { webhookEvents } from "@leadlift/services/webhook/events";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { z } from "zod";
import { Button } from "../../components/Button.tsx";
import { Choices } from "../../components/Choices.tsx";
import { Field } from "../../components/Field.tsx";
import { readThresholds, type ThresholdTexts, textsOf } from "./read-thresholds.ts";
import { eventWords } from "./webhook-words.ts";

export type WantedWebhook = z.input<typeof createWebhookInput>;

interface WebhookFormProps {
  /** as it stands; null: a new one */
  webhook: EndpointView | null;
  busy: boolean;
  problem: string | null;
  onSave(wanted: WantedWebhook): void;
}

/** Where to tell, and what of. What is missing is told in words before anything is sent. */
export function WebhookForm({ webhook, busy, problem, onSave }: WebhookFormProps) {
  const words = useTranslations("webhooks.form");
  const eventNames = useTranslations("webhooks.events");
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [chosen, setChosen] = useState<string[]>(webhook?.events ?? ["score.changed"]);
  const [texts, setTexts] = useState<ThresholdTexts>(textsOf(webhook?.thresholds));
  const [missing, setMissing] = useState<string | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const urlField = useRef<HTMLInputElement>(null);
  const set = (part: Partial<ThresholdTexts>) => setTexts({ ...texts, ...part });

  function save(event: FormEvent) {
    event.preventDefault();
    const events = webhookEvents.filter((each) => chosen.includes(each));
    const thresholds = readThresholds(texts);
    if (name.trim() === "") {
      setMissing(words("noName"));
      nameField.current?.focus();
    } else if (!URL.canParse(url.trim())) {
      setMissing(words("noUrl"));
      urlField.current?.focus();
    } else if (events.length === 0) setMissing(words("noEvent"));
    else if (typeof thresholds === "string") setMissing(words(thresholds));
    else {
      setMissing(null);
      onSave({ name: name.trim(), url: url.trim(), events, thresholds });
    }
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={save}>
      <Field
        autoComplete="off"
        id="webhook-name"
        label={words("name")}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        placeholder={words("nameExample")}
        ref={nameField}
        value={name}
      />
      <div>
        <Field
          aria-describedby="webhook-url-more"
          autoComplete="off"
          id="webhook-url"
          inputMode="url"
          label={words("url")}
          maxLength={2000}
          onChange={(event) => setUrl(event.target.value)}
          placeholder={words("urlExample")}
          ref={urlField}
          spellCheck={false}
          value={url}
        />
        <p className="mt-1 text-ink2 text-sub" id="webhook-url-more">
          {words("urlWhat")}
        </p>
      </div>
      <Choices
        chosen={chosen}
        legend={words("events")}
        onChoose={setChosen}
        options={webhookEvents.map((value) => ({ value, label: eventNames(eventWords[value]) }))}
      />
      {chosen.includes("score.changed") && (
        <fieldset className="flex flex-col gap-2.5 rounded-[10px] border border-line p-3">
          <legend className="px-1 font-medium text-sub">{words("scores")}</legend>
          <Field
            id="webhook-points"
            inputMode="numeric"
            label={words("points")}
            onChange={(event) => set({ points: event.target.value })}
            placeholder={words("pointsNone")}
            value={texts.points}
          />
          <label className="flex min-h-11 cursor-pointer items-center gap-2.5 md:pointer-fine:min-h-8">
            <input
              checked={texts.grade}
              className="size-4.5 shrink-0 accent-[var(--accent)]"
              onChange={(event) => set({ grade: event.target.checked })}
              type="checkbox"
            />
            {words("grade")}
          </label>
          <div className="grid grid-cols-2 gap-2.5">
            <Field
              id="webhook-min"
              inputMode="numeric"
              label={words("min")}
              onChange={(event) => set({ min: event.target.value })}
              placeholder="1"
              value={texts.min}
            />
            <Field
              id="webhook-max"
              inputMode="numeric"
              label={words("max")}
              onChange={(event) => set({ max: event.target.value })}
              placeholder="99"
              value={texts.max}
            />
          </div>
          <p className="text-ink2 text-sub">{words("range")}</p>
        </fieldset>
      )}
      <p aria-live="polite" className="text-neg text-sub empty:hidden" role="status">
        {missing ?? problem}
      </p>
      <Button disabled={busy} kind="primary" type="submit">
        {words(busy ? "saving" : webhook ? "save" : "add")}
      </Button>
    </form>
  );
}
