import { z } from "zod";
import type { Context } from "../context.ts";
import { deliver } from "../mail/deliver.ts";
import { invitationDays, linkOf } from "./token.ts";

export const sendInvitationInput = z.object({ invitationId: z.uuid() });

/** Sends the link that waits, and forgets it once the server has the mail; nothing waits: nothing is sent. */
export async function sendInvitation(
  ctx: Context,
  input: z.input<typeof sendInvitationInput>,
): Promise<void> {
  const { orgId } = ctx;
  const { invitationId: id } = sendInvitationInput.parse(input);
  const row = await ctx.db.withOrg(orgId, (tx) =>
    tx.invitation.findFirst({
      where: { orgId, id, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } },
    }),
  );
  if (!row?.tokenSealed) return;
  const { crypto, name } = ctx.organisation;
  const open = (column: string, sealed: Uint8Array) =>
    crypto.openText({ table: "invitation", column, row: id }, sealed);
  const link = linkOf(ctx, open("token_sealed", row.tokenSealed));
  const mark = (data: { sentAt: Date; tokenSealed: null } | { sendFailedAt: Date }) =>
    ctx.db.withOrg(orgId, (tx) =>
      tx.invitation.updateMany({ where: { orgId, id, tokenHash: row.tokenHash }, data }),
    );
  try {
    await deliver(ctx, { to: open("email_sealed", row.emailSealed), ...wordsOf(name, link) });
  } catch (error) {
    await mark({ sendFailedAt: ctx.now() });
    throw error;
  }
  await mark({ sentAt: ctx.now(), tokenSealed: null });
}

/** In both languages: nobody knows yet which one the reader speaks. */
function wordsOf(organisation: string, link: string): { subject: string; text: string } {
  const name = organisation.replaceAll(/\s+/g, " ");
  return {
    subject: `Join ${name} on LeadLift`,
    text: [
      `You are invited to work with ${name} on LeadLift.`,
      `Open this link to choose your password. It works once, for ${invitationDays} days:`,
      "",
      link,
      "",
      `${name} ने आपको LeadLift पर बुलाया है। पासवर्ड चुनने के लिए ऊपर का लिंक खोलें; यह एक बार, ${invitationDays} दिन तक चलेगा।`,
      "",
      "If you did not expect this, ignore it: nothing happens.",
      "",
    ].join("\n"),
  };
}
