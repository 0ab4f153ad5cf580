import { earlyLife, type Happening } from "./behaviour.ts";
import { type Enquiry, enquiryAt } from "./enquiry.ts";
import { followUp } from "./follow-up.ts";
import type { SimulatedEvent, SimulatedLead } from "./lead.ts";
import { courseOf } from "./outcome.ts";
import { snapshot } from "./snapshot.ts";
import { type SimulatedBroker, TEAM } from "./team.ts";

export interface BrokerageOptions {
  /** A whole number; the same options give the same brokerage. */
  seed: number;
  /** Nothing happens after this moment. */
  now: Date;
  /** How many enquiries. The first n are the same for every larger number. */
  leads: number;
  /** Length of the window before `now` in which enquiries arrive; 240 when absent. */
  days?: number;
}

export interface SimulatedBrokerage {
  name: string;
  city: string;
  brokers: SimulatedBroker[];
  /** Made on demand, one at a time, in no order of time; may be iterated again. */
  leads: Iterable<SimulatedLead>;
}

/**
 * A demo brokerage in Ahmedabad: invented people, their enquiries, what they did and what came of it.
 * @throws {RangeError} when an option is not a usable number or date
 */
export function simulateBrokerage(options: BrokerageOptions): SimulatedBrokerage {
  const { seed, leads, days = 240 } = options;
  const now = options.now.getTime();
  if (!Number.isSafeInteger(seed)) throw new RangeError("seed must be a whole number");
  if (!Number.isFinite(now)) throw new RangeError("now must be a valid date");
  if (!Number.isSafeInteger(leads) || leads < 0)
    throw new RangeError("leads must be a whole number of at least 0");
  if (!(days > 0 && Number.isFinite(days))) throw new RangeError("days must be above 0");
  return {
    name: "Sabarmati Homes",
    city: "Ahmedabad",
    brokers: TEAM.map((broker) => ({ ...broker })),
    leads: {
      *[Symbol.iterator]() {
        for (let index = 0; index < leads; index++) yield leadAt(seed, index, now, days);
      },
    },
  };
}

function leadAt(seed: number, index: number, now: number, days: number): SimulatedLead {
  const enquiry = enquiryAt(seed, index, now, days);
  const early = earlyLife(seed, enquiry);
  const course = courseOf(seed, enquiry, early);
  const timeline = [...early, ...followUp(seed, enquiry, course)];
  const lost = course.lost !== null && course.lost.at <= now ? course.lost : null;
  return {
    externalId: `SIM-${String(index + 1).padStart(6, "0")}`,
    ...profileOf(enquiry),
    createdAt: new Date(enquiry.createdAt),
    attributes: snapshot(enquiry, early, now),
    events: timeline.filter((event) => event.at <= now).map(toEvent),
    outcomes: course.steps
      .filter(({ at }) => at <= now)
      .map(({ step, at }) => ({ step, occurredAt: new Date(at) })),
    lost: lost && { reason: lost.reason, occurredAt: new Date(lost.at) },
  };
}

type Profile = Omit<
  SimulatedLead,
  "externalId" | "createdAt" | "attributes" | "events" | "outcomes" | "lost"
>;

function profileOf(enquiry: Enquiry): Profile {
  return {
    kind: enquiry.kind,
    person: enquiry.person,
    source: enquiry.source.name,
    city: enquiry.place.city,
    locality: enquiry.place.locality,
    project: enquiry.project,
    propertyType: enquiry.unit.propertyType,
    bedrooms: enquiry.unit.bedrooms,
    budgetMinPaise: toPaise(enquiry.budget?.min ?? null),
    budgetMaxPaise: toPaise(enquiry.budget?.max ?? null),
    ownerKey: enquiry.owner.key === "" ? null : enquiry.owner.key,
  };
}

function toPaise(rupees: number | null): number | null {
  return rupees === null ? null : rupees * 100;
}

function toEvent({ type, at, properties }: Happening): SimulatedEvent {
  return { type, occurredAt: new Date(at), properties };
}
