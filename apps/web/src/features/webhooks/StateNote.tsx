import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useTranslations } from "next-intl";
import { cx } from "../../components/class-names.ts";
import { Moment } from "../shell/Moment.tsx";
import { webhookState } from "./webhook-words.ts";

/** What is wrong and what comes of it; nothing where nothing is. */
export function StateNote({ webhook }: { webhook: EndpointView }) {
  const words = useTranslations("webhooks.notes");
  const state = webhookState(webhook);
  if (state === "works" || state === "quiet") return null;
  const { failures, failingSince, restingUntil } = webhook.health;
  const bad = state === "failed" || state === "gone";
  return (
    <p
      className={cx(
        "rounded-[10px] px-3.5 py-2.5",
        bad ? "bg-neg-soft text-neg" : "bg-grade-c-soft text-grade-c",
        state === "paused" && "bg-sunk text-ink2",
      )}
      role="note"
    >
      {state === "failing" && failingSince
        ? words.rich("failing", { n: failures, since: () => <Moment at={failingSince} /> })
        : words(state === "failing" ? "paused" : state)}
      {state === "failing" && restingUntil && (
        <> {words.rich("resting", { at: () => <Moment as="exact" at={restingUntil} /> })}</>
      )}
    </p>
  );
}
