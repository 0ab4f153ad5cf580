import { type EventType, eventTypes, type FeatureEvent, keyOf, tieOf } from "@leadlift/scoring/features";

export interface StoredEvent {
  id: string;
  type: string;
  occurredAt: Date;
  properties: unknown;
}

/** An event as features see it, the same from a sender and from the table; null when its type is none of ours. */
export function featureEventOf(event: StoredEvent): FeatureEvent | null {
  const type = typeOf(event.type);
  if (!type) return null;
  const said = propertiesOf(event.properties);
  const seconds = typeof said.seconds === "number" ? said.seconds : 0;
  const subject = type === "page_view" ? said.page : said.listing;
  return {
    at: event.occurredAt.getTime(),
    tie: tieOf(event.id),
    type,
    key: typeof subject === "string" ? keyOf(subject) : 0,
    seconds,
    answered: answered(type, said.answered, seconds),
  };
}

/** Who says nothing of a call of ours says by its length whether it was answered. */
function answered(type: EventType, said: unknown, seconds: number): boolean {
  if (typeof said === "boolean") return said;
  return type !== "call_out" || seconds > 0;
}

const known: ReadonlyMap<string, EventType> = new Map(eventTypes.map((type) => [type, type]));

function typeOf(text: string): EventType | undefined {
  return known.get(text);
}

function propertiesOf(properties: unknown): Readonly<Record<string, unknown>> {
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}
