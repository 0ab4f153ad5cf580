import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const revealContactInput = z.object({ leadId: z.uuid() });

export interface RevealedContact {
  name: string | null;
  /** E.164, and as it is written for people */
  phones: { e164: string; display: string }[];
  emails: string[];
}

/** The contact points in clear; audited. Throws NOT_FOUND. */
export async function revealContact(
  ctx: Context,
  input: z.input<typeof revealContactInput>,
): Promise<RevealedContact> {
  requirePermission(ctx, "lead.read-contact");
  revealContactInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "Contacts are being built.");
}
