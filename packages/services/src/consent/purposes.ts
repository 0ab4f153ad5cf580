import { type Purpose, purposes } from "@leadlift/scoring/features";
import { z } from "zod";

export { type Purpose, purposes } from "@leadlift/scoring/features";

export const purposeSchema = z.enum(purposes);

/** As people are asked for it. */
export const purposeLabels: Readonly<Record<Purpose, string>> = {
  enquiry_reply: "Replies to an enquiry",
  scoring: "Scoring",
  web_tracking: "What was looked at on the site",
  whatsapp_marketing: "Marketing on WhatsApp",
  calls: "Calls",
  enrichment: "Facts from other sources",
  crm_sharing: "Sharing with the CRM",
};
