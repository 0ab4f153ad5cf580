const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const leastOfEach = 40;
/** With more outcomes than this of unknown time, ages could tell the outcome. */
const mostUntimed = 0.1;

/** Ages of an enquiry that training looks at leads from, each as often as it stands here. */
const ages = [hourMs, hourMs, dayMs, dayMs, 3 * dayMs, 3 * dayMs, 7 * dayMs, 7 * dayMs, 14 * dayMs] as const;

/** A lead whose label is settled, and what settled it. */
export interface SettledLead {
  leadId: string;
  /** 1: reached the step within the horizon */
  label: 0 | 1;
  enquiredAt: Date | null;
  createdAt: Date;
  /** when it was first decided; null: nobody knows, or never but for the horizon */
  decidedAt: Date | null;
  /** decided at a time that nobody knows */
  untimed: boolean;
}

/** How training chooses the moment that it sees a lead as of. `hour`: all an hour after the enquiry. */
export type Landmarks = "ages" | "hour";

/** Which of them, and why an hour: too many outcomes of unknown time, or too few leads left at later ages. */
export type LandmarkRule = "ages" | "hour: untimed" | "hour: few";

/**
 * The moment that a lead teaches from, in ms since 1970; null: it was decided by then, or that is still to come.
 * Ages are drawn by the lead's id: a model learns to score leads of any age, and no age tells the outcome.
 */
export function landmarkOf(lead: SettledLead, landmarks: Landmarks, now: number): number | null {
  const enquiry = (lead.enquiredAt ?? lead.createdAt).getTime();
  if (landmarks === "hour") return Math.min(enquiry + hourMs, now);
  const age = ages[draw(lead.leadId) % ages.length] ?? hourMs;
  const at = enquiry + age;
  if (at >= now || (lead.untimed && age > hourMs)) return null;
  return lead.decidedAt === null || lead.decidedAt.getTime() > at ? at : null;
}

/** Counts what either way of choosing would leave. */
export class LandmarkChoice {
  readonly #left = [0, 0];
  #decided = 0;
  #untimed = 0;

  add(lead: SettledLead, now: number): void {
    if (lead.untimed) this.#untimed++;
    if (lead.untimed || lead.decidedAt) this.#decided++;
    if (landmarkOf(lead, "ages", now) !== null) this.#left[lead.label] = (this.#left[lead.label] ?? 0) + 1;
  }

  /** Leads of all ages, if enough of both kinds remain and it is known when they were decided. */
  get rule(): LandmarkRule {
    if (this.#untimed > mostUntimed * this.#decided) return "hour: untimed";
    return Math.min(...this.#left) >= leastOfEach ? "ages" : "hour: few";
  }

  get landmarks(): Landmarks {
    return landmarksOf(this.rule);
  }
}

export function landmarksOf(rule: LandmarkRule): Landmarks {
  return rule === "ages" ? "ages" : "hour";
}

/** FNV-1a. */
function draw(leadId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < leadId.length; i++) hash = Math.imul(hash ^ leadId.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
