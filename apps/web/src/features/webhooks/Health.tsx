import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { useTranslations } from "next-intl";
import { Moment } from "../shell/Moment.tsx";

/** When the last message was taken, what waits, and what was given up. */
export function Health({ webhook: { health } }: { webhook: Pick<EndpointView, "health"> }) {
  const words = useTranslations("webhooks.health");
  const { lastDeliveredAt, waiting, dead } = health;
  return (
    <>
      {lastDeliveredAt ? words.rich("last", { at: () => <Moment at={lastDeliveredAt} /> }) : words("never")}
      {waiting > 0 && <> · {words("waiting", { n: waiting })}</>}
      {dead > 0 && (
        <>
          {" · "}
          <span className="text-neg">{words("dead", { n: dead })}</span>
        </>
      )}
    </>
  );
}
