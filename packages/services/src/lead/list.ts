import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { grades, type LeadRow, leadStatuses, scoreStates } from "./lead-row.ts";

export const leadSorts = ["score", "newest", "updated"] as const;
export type LeadSort = (typeof leadSorts)[number];

const values = z.array(z.string().max(200)).max(50).default([]);

export const leadViewSchema = z.object({
  status: z.enum([...leadStatuses, "all"]).default("open"),
  grade: z.array(z.enum(grades)).max(4).default([]),
  source: values,
  city: values,
  /** a member's id; "none": leads that nobody owns */
  ownerId: z.union([z.uuid(), z.literal("none")]).optional(),
  state: z.enum(scoreStates).optional(),
});
export type LeadView = z.infer<typeof leadViewSchema>;

export const listLeadsInput = z.object({
  view: leadViewSchema.prefault({}),
  /** words of a name, a phone number or its last four digits, an e-mail address, or the lead's own id elsewhere */
  search: z.string().trim().max(200).optional(),
  sort: z.enum(leadSorts).default("score"),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export interface LeadPage {
  rows: LeadRow[];
  nextCursor: string | null;
  /** exact up to `countedUpTo`; above it that number, with `more` set */
  total: number;
  more: boolean;
}

export const countedUpTo = 10_000;

export async function listLeads(ctx: Context, input: z.input<typeof listLeadsInput>): Promise<LeadPage> {
  requirePermission(ctx, "lead.read");
  listLeadsInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "The list is being built.");
}
