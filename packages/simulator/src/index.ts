export { type BrokerageOptions, type SimulatedBrokerage, simulateBrokerage } from "./brokerage.ts";
export {
  type EventType,
  LADDER,
  type LeadKind,
  type LostReason,
  type Purpose,
  type SimulatedConsent,
  type SimulatedCrawl,
  type SimulatedEvent,
  type SimulatedLead,
  type SimulatedListing,
  type SimulatedOutcome,
  type SimulatedPerson,
  type Step,
  type Value,
} from "./lead.ts";
export type { SimulatedBroker } from "./team.ts";
