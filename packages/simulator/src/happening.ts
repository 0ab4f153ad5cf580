import type { EventType, Value } from "./lead.ts";

/** An event in milliseconds; dates are made only for what leaves the package. */
export interface Happening {
  type: EventType;
  at: number;
  properties: Record<string, Value>;
  text?: string;
  /** Nobody read this: a scanner followed a link. Hidden from the data. */
  robotic?: true;
}
