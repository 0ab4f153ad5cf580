import type { components } from "./generated.ts";

export type ProblemDetails = components["schemas"]["Problem"];

/** A refusal: `code` stays the same from version to version, `message` is a sentence for a person. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  /** all that was answered, `errors` by field among it */
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail);
    this.status = details.status;
    this.code = details.code;
    this.details = details;
  }
}

/** What is no problem of ours comes from a proxy on the way. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body === "object" && body !== null && "code" in body && "detail" in body) {
    return new Problem(body as ProblemDetails);
  }
  return new Problem({
    type: "about:blank",
    title: "No answer of LeadLift's",
    status,
    detail: `The server, or one before it, answered ${status}.`,
    code: "not_answered",
    instance: "",
  });
}
