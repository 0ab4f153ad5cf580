import type { RefusalCode } from "./event-input.ts";

export interface EventResult {
  eventId: string;
  status: "recorded" | "duplicate" | "refused";
  code?: RefusalCode;
  message?: string;
  /** the lead it counts for, as far as it is known whose it is */
  leadId?: string;
  /** it claimed to lie in the future */
  clamped?: true;
  /** it came more than an hour after it happened */
  late?: true;
  bot?: true;
  /** names of properties that its type does not have; parts of the subject that could not be read */
  dropped?: string[];
}

/** One answer an event, in the order that they came in. */
export class Answers {
  readonly #results: EventResult[] = [];
  readonly #twins: { place: number; of: number }[] = [];

  refuse(place: number, eventId: string, code: RefusalCode, message: string): void {
    this.#results[place] = { eventId, status: "refused", code, message };
  }

  duplicate(place: number, eventId: string): void {
    this.#results[place] = { eventId, status: "duplicate" };
  }

  /** The same event stands earlier in the same call. */
  twin(place: number, of: number): void {
    this.#twins.push({ place, of });
  }

  record(place: number, result: EventResult): void {
    this.#results[place] = result;
  }

  all(): EventResult[] {
    for (const { place, of } of this.#twins) {
      const first = this.#results[of];
      if (first?.status === "recorded") this.duplicate(place, first.eventId);
      else if (first) this.#results[place] = first;
    }
    return this.#results;
  }
}
