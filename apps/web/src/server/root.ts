import { actRouter } from "./routers/act.ts";
import { apiKeyRouter } from "./routers/api-key.ts";
import { auditRouter } from "./routers/audit.ts";
import { boardRouter } from "./routers/board.ts";
import { enrichmentRouter } from "./routers/enrichment.ts";
import { importRouter } from "./routers/import.ts";
import { insightsRouter } from "./routers/insights.ts";
import { invitationRouter } from "./routers/invitation.ts";
import { leadRouter } from "./routers/lead.ts";
import { leaveRouter } from "./routers/leave.ts";
import { listingRouter } from "./routers/listing.ts";
import { liveRouter } from "./routers/live.ts";
import { memberRouter } from "./routers/member.ts";
import { mergeRouter } from "./routers/merge.ts";
import { modelRouter } from "./routers/model.ts";
import { nextStepRouter } from "./routers/next-step.ts";
import { notificationRouter } from "./routers/notification.ts";
import { organisationRouter } from "./routers/organisation.ts";
import { outcomeRouter } from "./routers/outcome.ts";
import { qualityRouter } from "./routers/quality.ts";
import { questionRouter } from "./routers/question.ts";
import { savedViewRouter } from "./routers/saved-view.ts";
import { scorecardRouter } from "./routers/scorecard.ts";
import { teamRouter } from "./routers/team.ts";
import { todayRouter } from "./routers/today.ts";
import { webhookRouter } from "./routers/webhook.ts";
import { whatsappRouter } from "./routers/whatsapp.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  today: todayRouter,
  act: actRouter,
  nextStep: nextStepRouter,
  live: liveRouter,
  notification: notificationRouter,
  lead: leadRouter,
  savedView: savedViewRouter,
  question: questionRouter,
  merge: mergeRouter,
  listing: listingRouter,
  outcome: outcomeRouter,
  import: importRouter,
  model: modelRouter,
  scorecard: scorecardRouter,
  quality: qualityRouter,
  apiKey: apiKeyRouter,
  webhook: webhookRouter,
  whatsapp: whatsappRouter,
  enrichment: enrichmentRouter,
  team: teamRouter,
  board: boardRouter,
  insights: insightsRouter,
  member: memberRouter,
  invitation: invitationRouter,
  leave: leaveRouter,
  organisation: organisationRouter,
  audit: auditRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
