/** What a person's data may be used for, each with a consent of its own. */
export const purposes = [
  "enquiry_reply",
  "scoring",
  "web_tracking",
  "whatsapp_marketing",
  "calls",
  "enrichment",
  "crm_sharing",
] as const;
export type Purpose = (typeof purposes)[number];
