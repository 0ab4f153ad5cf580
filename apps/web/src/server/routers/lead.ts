import { leadConsents, leadConsentsInput } from "@leadlift/services/consent/of-lead";
import { changeLeadField, changeLeadFieldInput } from "@leadlift/services/lead/change-field";
import { leadFacets } from "@leadlift/services/lead/facets";
import { getLead, getLeadInput } from "@leadlift/services/lead/get";
import { listLeads, listLeadsInput } from "@leadlift/services/lead/list";
import { leadNextStep, leadNextStepInput } from "@leadlift/services/lead/next-step";
import { revealContact, revealContactInput } from "@leadlift/services/lead/reveal-contact";
import { scoreHistory, scoreHistoryInput } from "@leadlift/services/lead/score-history";
import { setLeadListing, setLeadListingInput } from "@leadlift/services/lead/set-listing";
import { leadTimeline, leadTimelineInput } from "@leadlift/services/lead/timeline";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "lead.read" });
const work = procedure.meta({ can: "lead.work" });

export const leadRouter = router({
  list: read.input(listLeadsInput).query(({ ctx, input }) => listLeads(ctx.verb, input)),
  facets: read.query(({ ctx }) => leadFacets(ctx.verb)),
  get: read.input(getLeadInput).query(({ ctx, input }) => getLead(ctx.verb, input)),
  timeline: read.input(leadTimelineInput).query(({ ctx, input }) => leadTimeline(ctx.verb, input)),
  scoreHistory: read.input(scoreHistoryInput).query(({ ctx, input }) => scoreHistory(ctx.verb, input)),
  nextStep: read.input(leadNextStepInput).query(({ ctx, input }) => leadNextStep(ctx.verb, input)),
  consents: read.input(leadConsentsInput).query(({ ctx, input }) => leadConsents(ctx.verb, input)),
  revealContact: procedure
    .meta({ can: "lead.read-contact" })
    .input(revealContactInput)
    .mutation(({ ctx, input }) => revealContact(ctx.verb, input)),
  changeField: work
    .input(changeLeadFieldInput)
    .mutation(({ ctx, input }) => changeLeadField(ctx.verb, input)),
  setListing: work.input(setLeadListingInput).mutation(({ ctx, input }) => setLeadListing(ctx.verb, input)),
});
