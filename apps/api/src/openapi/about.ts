/** What the documentation says before its routes. */
export const about = {
  title: "LeadLift",
  version: "1.0.0",
  description:
    "Scores leads, takes in what they do, and answers for what it said. JSON in and out; refusals are problems (RFC 9457) that programs tell apart by their code.",
  license: { name: "MIT", identifier: "MIT" },
};

export const securitySchemes = {
  key: {
    type: "http",
    scheme: "bearer",
    description:
      "A secret key (ll_…) that an administrator makes. It does what its scopes say, and nothing else.",
  },
} as const;

/** In the order in which they are read. */
export const tags = [
  { name: "Scores", description: "How likely a lead is to reach the organisation's target, and why." },
  { name: "Receipts", description: "What a score was made of, kept so that it can be made again." },
  { name: "Leads", description: "Enquiries and the people who made them." },
  { name: "Events", description: "What leads and visitors did." },
  { name: "Outcomes", description: "How far a lead got on the organisation's ladder." },
  { name: "Consents", description: "What a person agreed to, and withdrew." },
  { name: "Listings", description: "What enquiries are about." },
  { name: "Webhooks", description: "What is told to your systems as it happens." },
  { name: "Hooks", description: "Where other companies' systems send what happens there." },
  { name: "Quality", description: "How far the data can be trusted." },
  { name: "Health", description: "Whether this server can be asked." },
] as const;
