import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useTranslations } from "next-intl";
import { Moment } from "../shell/Moment.tsx";
import { Health } from "./Health.tsx";
import { eventWords } from "./webhook-words.ts";

/** Where it tells, what, and since when. */
export function WebhookFacts({ webhook }: { webhook: EndpointView }) {
  const words = useTranslations("webhooks");
  const { url, events, thresholds, previousSecretUntil, createdAt } = webhook;
  const { minPoints, gradeCrossing, min, max } = thresholds;
  const rules = [
    minPoints !== null && words("rules.points", { n: minPoints }),
    gradeCrossing && words("rules.grade"),
  ].filter((rule) => rule !== false);
  const range = [
    min !== null && words("rules.min", { n: min }),
    max !== null && words("rules.max", { n: max }),
  ].filter((rule) => rule !== false);
  return (
    <>
      <p>
        <code className="break-all text-sub">{url}</code>
      </p>
      <ul className="mt-2.5 flex list-disc flex-col gap-0.5 pl-5">
        {events.map((event) => (
          <li key={event}>
            {words(`events.${eventWords[event]}`)}
            {event === "score.changed" && (
              <span className="block text-ink2 text-sub">
                {[words("rules.either", { rules: rules.join(words("rules.or")) }), ...range].join(" · ")}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-2.5 text-ink2 text-sub">
        <Health webhook={webhook} /> ·{" "}
        {words.rich("since", { at: () => <Moment as="date" at={createdAt} /> })}
      </p>
      {previousSecretUntil && (
        <p className="mt-1 text-ink2 text-sub">
          {words.rich("oldSecret", { at: () => <Moment as="exact" at={previousSecretUntil} /> })}
        </p>
      )}
    </>
  );
}
