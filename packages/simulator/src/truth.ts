import type { SimulatedLead, Value } from "./lead.ts";

/** What nobody can see: for judging models, never for the data. */
export interface Truth {
  /** How much the person means it, standard normal. */
  intent: number;
  reachability: number;
  /** Log-odds scale of what can be known of the outcome, without its noise: no model ranks better than by it. */
  logit: number;
  /** What the person would say to each question that the CRM may ask, by attribute. */
  answers: Readonly<Record<string, Value>>;
  /** Ids of events that no person caused. */
  robotic: ReadonlySet<string>;
}

const truths = new WeakMap<SimulatedLead, Truth>();

export function keepTruth(lead: SimulatedLead, truth: Truth): void {
  truths.set(lead, truth);
}

/** @throws {TypeError} for a lead that no simulation made */
export function truthOf(lead: SimulatedLead): Truth {
  const truth = truths.get(lead);
  if (!truth) throw new TypeError("No truth is known of this lead.");
  return truth;
}
