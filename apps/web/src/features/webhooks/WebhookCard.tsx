import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useTranslations } from "next-intl";
import { Icon } from "../../components/Icon.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Health } from "./Health.tsx";
import { eventWords, stateTones, webhookState } from "./webhook-words.ts";

/** One webhook of the list: what it tells, and how it does. */
export function WebhookCard({ webhook, onOpen }: { webhook: EndpointView; onOpen(): void }) {
  const words = useTranslations("webhooks");
  const { name, url, events } = webhook;
  const state = webhookState(webhook);
  return (
    <li>
      <button
        className="flex w-full items-start gap-3 rounded-[14px] border border-line bg-surface p-4 text-left hover:border-edge"
        onClick={onOpen}
        type="button"
      >
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="min-w-0 break-words font-semibold text-name">{name}</span>
            <Tag tone={stateTones[state]}>{words(`states.${state}`)}</Tag>
          </span>
          <span className="block break-all text-ink2 text-sub">{new URL(url).host}</span>
          <span className="mt-1.5 block">
            {events.map((event) => words(`events.${eventWords[event]}`)).join(" · ")}
          </span>
          <span className="mt-1 block text-ink2 text-sub">
            <Health webhook={webhook} />
          </span>
        </span>
        <span className="mt-0.5 text-ink3">
          <Icon name="right" size={18} />
        </span>
      </button>
    </li>
  );
}
