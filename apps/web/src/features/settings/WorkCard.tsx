"use client";

import type { OrganisationView } from "@leadlift/services/organisation/get";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { useChangeSettings } from "./use-settings.ts";

type Pace = Pick<OrganisationView, "name" | "firstReplyMinutes" | "dailyLeads">;

export function WorkCard({ settings }: { settings: Pace }) {
  const words = useTranslations("settings");
  const change = useChangeSettings();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    change.mutate({
      name: String(given.get("name") ?? ""),
      firstReplyMinutes: Number(given.get("reply")),
      dailyLeads: Number(given.get("daily")),
    });
  }
  return (
    <Card title={words("work.title")}>
      <form className="flex flex-col gap-3.5" onSubmit={submit}>
        <Field
          autoComplete="off"
          defaultValue={settings.name}
          id="settings-name"
          label={words("work.name")}
          maxLength={200}
          name="name"
          required
        />
        <div>
          <Field
            aria-describedby="settings-reply-what"
            defaultValue={settings.firstReplyMinutes}
            id="settings-reply"
            label={words("work.reply")}
            max={1440}
            min={1}
            name="reply"
            required
            type="number"
          />
          <p className="mt-1 text-faint text-ink3" id="settings-reply-what">
            {words("work.replyWhat")}
          </p>
        </div>
        <div>
          <Field
            aria-describedby="settings-daily-what"
            defaultValue={settings.dailyLeads}
            id="settings-daily"
            label={words("work.daily")}
            max={500}
            min={1}
            name="daily"
            required
            type="number"
          />
          <p className="mt-1 text-faint text-ink3" id="settings-daily-what">
            {words("work.dailyWhat")}
          </p>
        </div>
        <Button
          aria-label={`${words(change.isPending ? "saving" : "save")}: ${words("work.title")}`}
          className="self-start"
          disabled={change.isPending}
          type="submit"
        >
          {words(change.isPending ? "saving" : "save")}
        </Button>
      </form>
    </Card>
  );
}
