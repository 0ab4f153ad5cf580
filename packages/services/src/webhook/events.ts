import { z } from "zod";

/** What another system can be told of. */
export const webhookEvents = ["score.changed", "lead.assigned", "consent.withdrawn"] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Sent because somebody asked for it, once. */
export const testEvent = "webhook.test";

const score = z.int().min(1).max(99);

/** Which changes of a score are told. */
export const thresholdsSchema = z
  .strictObject({
    minPoints: z
      .int()
      .min(1)
      .max(98)
      .nullable()
      .default(5)
      .describe("Points that a score has moved by since it was last told; null: points alone tell nothing"),
    gradeCrossing: z.boolean().default(true).describe("Also tell every change of grade"),
    min: score
      .nullable()
      .default(null)
      .describe("Only scores of at least this, and those that fall below it"),
    max: score.nullable().default(null).describe("Only scores of at most this, and those that rise above it"),
  })
  .refine(({ min, max }) => min === null || max === null || min <= max, {
    path: ["max"],
    error: "must not be less than min",
  })
  .refine(({ minPoints, gradeCrossing }) => minPoints !== null || gradeCrossing, {
    path: ["minPoints"],
    error: "must be a number where changes of grade are not told",
  });
export type Thresholds = z.output<typeof thresholdsSchema>;

export function isWebhookEvent(value: unknown): value is WebhookEvent {
  return webhookEvents.some((event) => event === value);
}
