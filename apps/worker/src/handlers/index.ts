import type { JobHandlers } from "@leadlift/services/jobs/run";
import { precomputeFeatures } from "./features-precompute.ts";
import { runImport } from "./import-run.ts";
import { undoImport } from "./import-undo.ts";
import { enrichLead } from "./lead-enrich.ts";
import { refoldLead } from "./lead-refold.ts";
import { scoreLead } from "./lead-score.ts";
import { sendMail } from "./mail-send.ts";
import { trainModel } from "./model-train.ts";
import { scoreOrganisation } from "./organisation-score.ts";
import { sendPush } from "./push-send.ts";
import { removeSample } from "./sample-remove.ts";
import { deliverWebhooks } from "./webhook-deliver.ts";

export const handlers: JobHandlers = {
  "model.train": trainModel,
  "organisation.score": scoreOrganisation,
  "lead.score": scoreLead,
  "lead.refold": refoldLead,
  "lead.enrich": enrichLead,
  "features.precompute": precomputeFeatures,
  "import.run": runImport,
  "import.undo": undoImport,
  "push.send": sendPush,
  "webhook.deliver": deliverWebhooks,
  "mail.send": sendMail,
  "sample.remove": removeSample,
};
