export { type BrokerageOptions, type SimulatedBrokerage, simulateBrokerage } from "./brokerage.ts";
export {
  type EventType,
  LADDER,
  type LeadKind,
  type LostReason,
  type SimulatedEvent,
  type SimulatedLead,
  type SimulatedOutcome,
  type SimulatedPerson,
  type Step,
  type Value,
} from "./lead.ts";
export type { SimulatedBroker } from "./team.ts";
