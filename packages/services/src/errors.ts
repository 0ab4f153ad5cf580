import { DatabaseUnavailable } from "@leadlift/db/database-unavailable";
import type { Language } from "@leadlift/scoring/words";
import type { Facts } from "./sentences/facts.ts";
import { type Said, type Sentence, say, templateOf } from "./sentences/said.ts";

export type ServiceErrorCode =
  | "NOT_FOUND"
  | "BAD_INPUT"
  | "FORBIDDEN"
  | "CONFLICT"
  | "TOO_EARLY"
  | "UNAVAILABLE";

/** Facts that go with an error to its reader. */
export type ErrorDetails = Facts;

/** The only error that a caller may show: `message` is one sentence for a person, in English. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly #template: string;

  constructor(code: ServiceErrorCode, ...said: Said) {
    const template = templateOf(said);
    super(say(template, said[1]));
    this.name = "ServiceError";
    this.code = code;
    this.details = said[1];
    this.#template = template;
  }

  /** The sentence in a reader's language. */
  in(language: Language): string {
    return say(this.#template, this.details, language);
  }
}

type Thing = Sentence extends infer S ? (S extends `${infer What} does not exist.` ? What : never) : never;

/** Another organisation's row is as absent as none. */
export function notFound(what: Thing): ServiceError {
  return new ServiceError("NOT_FOUND", `${what} does not exist.`);
}

/** Whether the database did not answer: the same may go through later. */
export function isAway(error: unknown): boolean {
  return error instanceof DatabaseUnavailable;
}
