import type { EndpointView } from "@leadlift/services/webhook/endpoint-view";
import { expect, test } from "vitest";
import { answerWord, typeWord, webhookState } from "./webhook-words.ts";

const health = {
  failures: 0,
  failingSince: null,
  restingUntil: null,
  lastDeliveredAt: null,
  waiting: 0,
  dead: 0,
};
const state = (
  given: Partial<Pick<EndpointView, "status" | "disabledBecause">>,
  failures = 0,
  last: Date | null = null,
) =>
  webhookState({
    id: "1",
    name: "CRM",
    url: "https://crm.example/",
    events: [],
    thresholds: { minPoints: 5, gradeCrossing: true, min: null, max: null },
    status: "active",
    disabledBecause: null,
    previousSecretUntil: null,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    ...given,
    health: { ...health, failures, lastDeliveredAt: last },
  });

test("a webhook's state is what its admin has to know first", () => {
  expect(state({})).toBe("quiet");
  expect(state({}, 0, new Date())).toBe("works");
  expect(state({}, 3, new Date())).toBe("failing");
  expect(state({ status: "paused" }, 3)).toBe("paused");
  expect(state({ status: "disabled", disabledBecause: "gone" }, 3)).toBe("gone");
  expect(state({ status: "disabled", disabledBecause: "failing" }, 3)).toBe("failed");
});

test("an attempt is told by its answer, or by why there was none", () => {
  expect(answerWord({ answer: 204, failure: null })).toEqual({ key: "taken", status: 204 });
  expect(answerWord({ answer: 302, failure: null })).toEqual({ key: "refused", status: 302 });
  expect(answerWord({ answer: null, failure: "timeout" })).toEqual({ key: "timeout" });
  expect(answerWord({ answer: null, failure: null })).toEqual({ key: "untried" });
});

test("a message of a kind that is not known any more is shown as a test was", () => {
  expect(typeWord("lead.assigned")).toBe("assigned");
  expect(typeWord("webhook.test")).toBe("test");
});
