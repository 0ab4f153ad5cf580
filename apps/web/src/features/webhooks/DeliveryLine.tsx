import type { DeliveryView } from "@leadlift/services/webhook/deliveries";
import { useTranslations } from "next-intl";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Moment } from "../shell/Moment.tsx";
import { answerWord, deliveryTones, typeWord } from "./webhook-words.ts";

interface DeliveryLineProps {
  delivery: DeliveryView;
  busy: boolean;
  /** where it can be sent once more */
  onReplay?(): void;
}

/** One message: how it went, when it is tried again, and what it says. */
export function DeliveryLine({ delivery, busy, onReplay }: DeliveryLineProps) {
  const words = useTranslations("webhooks");
  const { id, type, status, createdAt, attempts, attemptedAt, milliseconds, nextAt, body } = delivery;
  const answer = answerWord(delivery);
  return (
    <li className="border-b py-2.5 last:border-0 last:pb-0">
      <details className="group">
        <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-2.5 gap-y-0.5">
          <span className="font-medium">{words(`types.${typeWord(type)}`)}</span>
          <Tag tone={deliveryTones[status]}>{words(`deliveries.states.${status}`)}</Tag>
          <span className="ml-auto flex items-center gap-1 text-ink2 text-sub">
            <Moment at={createdAt} />
            <Icon name="down" size={16} />
          </span>
          <span className="w-full text-ink2 text-sub">
            {words(`answers.${answer.key}`, { status: "status" in answer ? answer.status : 0 })}
            {attempts > 1 && <> · {words("deliveries.attempts", { n: attempts })}</>}
            {status === "waiting" && attempts > 0 && nextAt && (
              <> · {words.rich("deliveries.next", { at: () => <Moment as="exact" at={nextAt} /> })}</>
            )}
          </span>
        </summary>
        <div className="flex flex-col gap-2 pt-2">
          <p className="text-faint text-ink3">
            <code className="break-all">{id}</code>
            {attemptedAt && milliseconds !== null && (
              <>
                {" · "}
                <Moment as="exact" at={attemptedAt} /> · {words("deliveries.took", { ms: milliseconds })}
              </>
            )}
          </p>
          <pre className="whitespace-pre-wrap break-all rounded-[10px] bg-sunk p-3 text-sub">
            {pretty(body)}
          </pre>
          {onReplay && (
            <Button className="self-start" disabled={busy} onClick={onReplay}>
              {words("deliveries.replay")}
            </Button>
          )}
        </div>
      </details>
    </li>
  );
}

/** For people to read; it is sent without the spaces. */
function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
