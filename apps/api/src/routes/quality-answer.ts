import { z } from "zod";

const known = {
  leads: z.int(),
  known: z.array(z.int()).describe("How many of them have each field: known[i] is about fields[i]."),
};

const completeness = z.object({
  fields: z.array(z.object({ key: z.string(), label: z.string() })),
  total: z.object(known),
  sources: z.array(z.object({ source: z.string().nullable(), ...known })).describe("Most leads first."),
  otherSources: z.object({ count: z.int(), ...known }).nullable(),
  months: z.array(z.object({ month: z.string(), ...known })),
});

const counts = {
  received: z.int(),
  recorded: z.int(),
  duplicates: z.int().describe("Sent again, kept once."),
  refused: z.int(),
  late: z.int().describe("Came more than an hour after they happened."),
  clamped: z.int().describe("Claimed to lie in the future, and counted as of when they came."),
  bots: z.int().describe("Kept, and counted nowhere."),
};

const arrivals = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  total: z.object(counts),
  before: z.object(counts).describe("As many days before."),
  sources: z.array(z.object({ source: z.string(), ...counts })),
  days: z.array(z.object({ day: z.iso.date(), ...counts })),
});

const happened = { events: z.int(), bots: z.int() };

export const qualityAnswer = z.object({
  days: z.int(),
  completeness: completeness.describe("What is known of the leads."),
  events: arrivals.describe("By the time at which they came in."),
  happened: z
    .object({
      days: z.array(z.object({ day: z.iso.date(), ...happened })),
      months: z.array(z.object({ month: z.string(), ...happened })),
    })
    .describe("By the time at which they happened."),
  visitors: z.object({ seen: z.int(), bots: z.int(), keptDays: z.int() }),
  people: z.object({ withSeveralOpenLeads: z.int(), mergedLeads: z.int() }),
});
