import { removalProgress, requestSampleRemoval } from "@leadlift/services/demo/removal";
import { changeCutoffs, cutoffsInput, previewCutoffs } from "@leadlift/services/organisation/change-cutoffs";
import { changeLadder, changeLadderInput } from "@leadlift/services/organisation/change-ladder";
import { changeSettings, changeSettingsInput } from "@leadlift/services/organisation/change-settings";
import { chooseTarget, chooseTargetInput } from "@leadlift/services/organisation/choose-target";
import { getOrganisation } from "@leadlift/services/organisation/get";
import { offerHolidays, offerHolidaysInput } from "@leadlift/services/organisation/offer-holidays";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "organisation.read" });
const manage = procedure.meta({ can: "organisation.manage" });

export const organisationRouter = router({
  get: read.query(({ ctx }) => getOrganisation(ctx.verb)),
  change: manage.input(changeSettingsInput).mutation(({ ctx, input }) => changeSettings(ctx.verb, input)),
  changeLadder: manage.input(changeLadderInput).mutation(({ ctx, input }) => changeLadder(ctx.verb, input)),
  chooseTarget: manage.input(chooseTargetInput).mutation(({ ctx, input }) => chooseTarget(ctx.verb, input)),
  previewCutoffs: manage.input(cutoffsInput).query(({ ctx, input }) => previewCutoffs(ctx.verb, input)),
  changeCutoffs: manage.input(cutoffsInput).mutation(({ ctx, input }) => changeCutoffs(ctx.verb, input)),
  offerHolidays: read.input(offerHolidaysInput).query(({ ctx, input }) => offerHolidays(ctx.verb, input)),
  removeSample: manage.mutation(({ ctx }) => requestSampleRemoval(ctx.verb)),
  removal: manage.query(({ ctx }) => removalProgress(ctx.verb)),
});
