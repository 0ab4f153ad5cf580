import { sendInvitation } from "@leadlift/services/invitation/send";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const sendMail: JobHandler<"mail.send"> = (ctx, { invitationId }) =>
  sendInvitation(ctx, { invitationId });
