import type { DeliveryView } from "@leadlift/services/webhook/deliveries";
import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { isWebhookEvent, type WebhookEvent } from "@leadlift/services/webhook/events";

export type WebhookState = "works" | "quiet" | "failing" | "paused" | "failed" | "gone";

/** How a webhook does, as one word. */
export function webhookState({ status, disabledBecause, health }: EndpointView): WebhookState {
  if (status === "paused") return "paused";
  if (status === "disabled") return disabledBecause === "gone" ? "gone" : "failed";
  if (health.failures > 0) return "failing";
  return health.lastDeliveredAt === null ? "quiet" : "works";
}

export const stateTones = {
  works: "good",
  quiet: "plain",
  failing: "warn",
  paused: "plain",
  failed: "bad",
  gone: "bad",
} as const satisfies Record<WebhookState, string>;

/** Names of messages have a dot, which the keys of words cannot have. */
export const eventWords = {
  "score.changed": "score",
  "lead.assigned": "assigned",
  "consent.withdrawn": "consent",
} as const satisfies Record<WebhookEvent, string>;

export function typeWord(type: string): "score" | "assigned" | "consent" | "test" {
  return isWebhookEvent(type) ? eventWords[type] : "test";
}

/** What a delivery's last attempt came to. */
export type AnswerWord =
  | { key: "taken" | "refused"; status: number }
  | { key: "unreachable" | "timeout" | "too_large" | "broken_off" | "refused_address" | "untried" };

export function answerWord({ answer, failure }: Pick<DeliveryView, "answer" | "failure">): AnswerWord {
  if (answer !== null) return { key: answer >= 200 && answer < 300 ? "taken" : "refused", status: answer };
  return { key: failure ?? "untried" };
}

export const deliveryTones = { delivered: "good", waiting: "warn", dead: "bad" } as const;
