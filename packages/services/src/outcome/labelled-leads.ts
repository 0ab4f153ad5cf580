import type { RawRecord } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";

export interface LabelledLead {
  leadId: string;
  /** as leadRecord makes it: what training and scoring see */
  record: RawRecord;
  /** 1: reached the step within the horizon */
  label: 0 | 1;
  enquiredAt: Date | null;
  createdAt: Date;
}

export interface LabelledLeadsOptions {
  step: string;
  horizonDays: number;
  asOf: Date;
  signal?: AbortSignal;
}

/** Every lead whose label for the step is settled as of `asOf`, in id order; memory stays flat. */
export async function* labelledLeads(
  _ctx: Context,
  _options: LabelledLeadsOptions,
): AsyncGenerator<LabelledLead, void, undefined> {
  yield* [];
  throw new ServiceError("UNAVAILABLE", "Labels are being built.");
}
