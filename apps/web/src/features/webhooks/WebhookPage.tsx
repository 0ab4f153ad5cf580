"use client";

import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Tag } from "../../components/Tag.tsx";
import { PageTop } from "../shell/PageTop.tsx";
import { DeliveriesCard } from "./DeliveriesCard.tsx";
import { EditWebhookSheet } from "./EditWebhookSheet.tsx";
import { RemoveSheet } from "./RemoveSheet.tsx";
import { RotateSheet } from "./RotateSheet.tsx";
import { StateNote } from "./StateNote.tsx";
import { useToggle } from "./use-toggle.ts";
import { WebhookFacts } from "./WebhookFacts.tsx";
import { stateTones, webhookState } from "./webhook-words.ts";

type Open = "edit" | "rotate" | "remove" | null;

/** One webhook: what it tells whom, what can be done with it, and what was sent. */
export function WebhookPage({ webhook, onClose }: { webhook: EndpointView; onClose(): void }) {
  const words = useTranslations("webhooks");
  const [open, setOpen] = useState<Open>(null);
  const toggle = useToggle(webhook);
  const state = webhookState(webhook);
  const close = () => setOpen(null);
  return (
    <div className="max-w-3xl">
      <PageTop
        sub={
          <button
            className="min-h-11 text-ink2 underline underline-offset-3 hover:text-ink md:pointer-fine:min-h-7"
            onClick={onClose}
            type="button"
          >
            {words("all")}
          </button>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-2.5">
            <span className="min-w-0 break-words">{webhook.name}</span>
            <Tag tone={stateTones[state]}>{words(`states.${state}`)}</Tag>
          </span>
        }
      />
      <div className="flex flex-col gap-3 px-4.5 pb-6 md:px-5.5">
        <StateNote webhook={webhook} />
        <Card>
          <WebhookFacts webhook={webhook} />
          <div className="mt-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
            <Button onClick={() => setOpen("edit")}>{words("edit")}</Button>
            <Button
              disabled={toggle.busy}
              kind={webhook.status === "active" ? "secondary" : "primary"}
              onClick={toggle.run}
            >
              {words(webhook.status === "active" ? "pause" : webhook.status === "paused" ? "goOn" : "turnOn")}
            </Button>
            <Button onClick={() => setOpen("rotate")}>{words("rotate")}</Button>
            <Button kind="danger" onClick={() => setOpen("remove")}>
              {words("remove")}
            </Button>
          </div>
          <p aria-live="polite" className="mt-2 text-neg text-sub empty:hidden" role="status">
            {toggle.problem}
          </p>
        </Card>
        <DeliveriesCard webhook={webhook} />
      </div>
      {open === "edit" && <EditWebhookSheet onClose={close} webhook={webhook} />}
      {open === "rotate" && <RotateSheet onClose={close} webhook={webhook} />}
      {open === "remove" && <RemoveSheet onClose={close} onRemoved={onClose} webhook={webhook} />}
    </div>
  );
}
