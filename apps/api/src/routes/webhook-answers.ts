import { deliveryStatuses } from "@leadlift/services/webhook/deliveries";
import { thresholdsSchema, webhookEvents } from "@leadlift/services/webhook/events";
import { z } from "zod";

export const webhookAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  thresholds: thresholdsSchema,
  status: z
    .enum(["active", "paused", "disabled"])
    .describe("paused: messages wait, for four days; disabled: none are written"),
  disabledBecause: z
    .enum(["failing", "gone"])
    .nullable()
    .describe("failing: nothing was taken for five days; gone: an answer was 410"),
  health: z.object({
    failures: z.int().describe("Attempts that failed since one was taken"),
    failingSince: z.date().nullable(),
    restingUntil: z.date().nullable().describe("Nothing but tests is sent before"),
    lastDeliveredAt: z.date().nullable().describe("To the minute"),
    waiting: z.int(),
    dead: z.int(),
  }),
  previousSecretUntil: z
    .date()
    .nullable()
    .describe("The secret before the current one signs as well until then"),
  createdAt: z.date(),
  updatedAt: z.date(),
});

export const secretAnswer = z.object({
  id: z.uuid(),
  secret: z.string().describe("Told this once; sign and verify with it as Standard Webhooks says"),
  previousSecretUntil: z.date().nullable(),
});

export const newWebhookAnswer = webhookAnswer.extend({ secret: secretAnswer.shape.secret });

export const deliveriesAnswer = z.object({
  items: z.array(
    z.object({
      id: z.uuid().describe("webhook-id of the message"),
      type: z.string(),
      leadId: z.uuid().nullable(),
      status: z.enum(deliveryStatuses),
      createdAt: z.date(),
      attempts: z.int(),
      attemptedAt: z.date().nullable(),
      milliseconds: z.int().nullable().describe("How long the last attempt took"),
      answer: z.int().nullable().describe("HTTP status of the last answer"),
      failure: z
        .enum(["refused_address", "unreachable", "timeout", "too_large", "broken_off"])
        .nullable()
        .describe("Why the last attempt had no answer"),
      nextAt: z.date().nullable().describe("When it is tried again"),
      body: z.string().describe("As it is sent, byte for byte"),
    }),
  ),
  next: z.uuid().nullable().describe("The cursor of the next page; null: these were the last"),
});

export const replayedAnswer = z.object({ replayed: z.int() });
