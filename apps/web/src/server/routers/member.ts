import { changeDesk, changeDeskInput } from "@leadlift/services/member/change-desk";
import { changeRole, changeRoleInput } from "@leadlift/services/member/change-role";
import { deactivateInput, deactivateMember } from "@leadlift/services/member/deactivate";
import { listMembers } from "@leadlift/services/member/list";
import { reactivateInput, reactivateMember } from "@leadlift/services/member/reactivate";
import { makePasswordLink, makePasswordLinkInput } from "@leadlift/services/password/make-link";
import { listTeams } from "@leadlift/services/team/list";
import { putTeam, putTeamInput } from "@leadlift/services/team/put";
import { removeTeam, removeTeamInput } from "@leadlift/services/team/remove";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "member.read" });
const manage = procedure.meta({ can: "member.manage" });
const place = procedure.meta({ can: "team.manage" });

export const memberRouter = router({
  list: read.query(({ ctx }) => listMembers(ctx.verb)),
  changeRole: manage.input(changeRoleInput).mutation(({ ctx, input }) => changeRole(ctx.verb, input)),
  changeDesk: place.input(changeDeskInput).mutation(({ ctx, input }) => changeDesk(ctx.verb, input)),
  deactivate: manage.input(deactivateInput).mutation(({ ctx, input }) => deactivateMember(ctx.verb, input)),
  reactivate: manage.input(reactivateInput).mutation(({ ctx, input }) => reactivateMember(ctx.verb, input)),
  makePasswordLink: manage
    .input(makePasswordLinkInput)
    .mutation(({ ctx, input }) => makePasswordLink(ctx.verb, input)),
  teams: read.query(({ ctx }) => listTeams(ctx.verb)),
  putTeam: place.input(putTeamInput).mutation(({ ctx, input }) => putTeam(ctx.verb, input)),
  removeTeam: place.input(removeTeamInput).mutation(({ ctx, input }) => removeTeam(ctx.verb, input)),
});
