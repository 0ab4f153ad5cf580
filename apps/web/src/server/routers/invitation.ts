import { inviteInput, inviteMember } from "@leadlift/services/invitation/invite";
import { listInvitations } from "@leadlift/services/invitation/list";
import { resendInput, resendInvitation } from "@leadlift/services/invitation/resend";
import { revokeInvitation, revokeInvitationInput } from "@leadlift/services/invitation/revoke";
import { procedure, router } from "../trpc.ts";

const manage = procedure.meta({ can: "member.manage" });

export const invitationRouter = router({
  list: manage.query(({ ctx }) => listInvitations(ctx.verb)),
  invite: manage.input(inviteInput).mutation(({ ctx, input }) => inviteMember(ctx.verb, input)),
  resend: manage.input(resendInput).mutation(({ ctx, input }) => resendInvitation(ctx.verb, input)),
  revoke: manage.input(revokeInvitationInput).mutation(({ ctx, input }) => revokeInvitation(ctx.verb, input)),
});
