import { z } from "zod";
import { purposeSchema } from "./purposes.ts";

/** A clock that is this far ahead of ours is taken for right, and its entry for one of now. */
export const clockSkewMs = 5 * 60_000;

const plain = /^[^\p{Cc}\p{Surrogate}]*$/u;
const text = (most: number) => z.string().trim().min(1).max(most).regex(plain);
const time = z.union([z.date(), z.iso.datetime({ offset: true }).transform((iso) => new Date(iso))]);

/** What proves it: ids and short words, never what a person wrote. */
const evidenceSchema = z
  .record(z.string().min(1).max(60).regex(/^\w+$/), z.union([text(500), z.number(), z.boolean()]))
  .refine((evidence) => Object.keys(evidence).length <= 20, "has more than 20 entries");

export const consentEntryInput = z.strictObject({
  consentId: text(200)
    .optional()
    .describe("Yours, for this entry and no other: sent again it is the same entry."),
  purpose: purposeSchema,
  status: z.enum(["given", "withdrawn"]),
  noticeHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .optional()
    .describe("Hexadecimal SHA-256 of the notice that was shown."),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
    .optional(),
  channel: text(50).describe("How it was said: form, whatsapp, call, paper …"),
  evidence: evidenceSchema.default({}),
  occurredAt: time.optional().describe("Now, when it is not said."),
  expiresAt: time.optional().describe("Of a consent: the moment from which it no longer holds."),
});

export type ConsentEntryInput = z.input<typeof consentEntryInput>;
export type CheckedEntry = z.output<typeof consentEntryInput>;
