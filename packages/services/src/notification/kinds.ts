import { z } from "zod";

const whole = z.int();

/** What a notification says, besides which lead it is about: codes and numbers only. */
export const notificationParams = {
  /** a lead became hot */
  hot: z.object({
    score: whole,
    grade: z.string(),
    /** points that it rose by within a day; null: it was not scored before */
    rise: whole.nullable(),
  }),
  /** somebody else gave leads; `leads` more than one: it is about no single lead */
  assigned: z.object({ leads: whole.min(1), by: z.uuid().nullable() }),
  /** a promised step, or the first reply (`step` null) */
  due: z.object({
    step: z.enum(["call", "whatsapp", "visit", "other"]).nullable(),
    dueAt: z.iso.datetime(),
    /** whose it is, where the reader only covers for them */
    owner: z.uuid().nullable().default(null),
  }),
  /** a new lead that is nobody's */
  unclaimed: z.object({}),
  /** nothing is sent to a webhook any more: it failed for days, or its receiver said it is gone */
  webhook_off: z.object({ because: z.enum(["failing", "gone"]) }),
} as const;

export type NotificationKind = keyof typeof notificationParams;
export type NotificationParams<Kind extends NotificationKind> = z.infer<(typeof notificationParams)[Kind]>;

/** A notification's kind and what it says, as one. */
export type NotificationNews = {
  [Kind in NotificationKind]: { kind: Kind; params: NotificationParams<Kind> };
}[NotificationKind];

/** Null for what is not as it was written. */
export function newsOf(kind: string, params: unknown): NotificationNews | null {
  const stored = { kind, params };
  return newsSchema.safeParse(stored).data ?? null;
}

const newsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hot"), params: notificationParams.hot }),
  z.object({ kind: z.literal("assigned"), params: notificationParams.assigned }),
  z.object({ kind: z.literal("due"), params: notificationParams.due }),
  z.object({ kind: z.literal("unclaimed"), params: notificationParams.unclaimed }),
  z.object({ kind: z.literal("webhook_off"), params: notificationParams.webhook_off }),
]);
