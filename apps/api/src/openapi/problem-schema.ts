import { z } from "zod";

/** RFC 9457. Facts that a code brings with it stand beside its own members. */
export const problemSchema = z
  .looseObject({
    type: z.literal("about:blank"),
    title: z.string().describe("The HTTP status in words."),
    status: z.int().min(400).max(599),
    detail: z.string().describe("One sentence for a person."),
    code: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/)
      .describe("What went wrong, for a program: it stays the same."),
    instance: z.string().describe("Names this very request: tell it when you ask about it."),
    errors: z
      .array(z.object({ path: z.string().describe("The field, as entries.0.purpose."), message: z.string() }))
      .optional()
      .describe("With the code bad_input: which fields are wrong, and how."),
  })
  .meta({
    id: "Problem",
    description: "Why a request was not done.",
    examples: [
      {
        type: "about:blank",
        title: "Bad Request",
        status: 400,
        detail: "What was sent is not what this expects.",
        code: "bad_input",
        instance: "urn:uuid:0194b6a2-7c1e-7b3a-9a51-2f8e4d6c1b90",
        errors: [{ path: "entries.0.purpose", message: "Invalid option" }],
      },
    ],
  });

const content = {
  "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
};

const refusal = (description: string) => ({ description, content });

/** By the names under which the document knows them. */
export const refusals = {
  BadInput: refusal("The input is wrong: bad_input names the fields in errors, bad_json is no JSON."),
  KeyRefused: refusal("The key is missing (no_key), or unknown, expired or revoked (key_refused)."),
  MissingScope: refusal("The key lacks the scope that `scope` names (missing_scope)."),
  TooLarge: refusal("The body is larger than this takes (too_large, and too_many_… for lists)."),
  NotJson: refusal("The body is not sent as JSON (not_json), or is packed (encoded)."),
  TooMany: refusal("Too many requests: wait as long as Retry-After says."),
  Refused: refusal("Any other refusal: `code` says which."),
  Unavailable: refusal("Not now, and nothing was stored: send it again after Retry-After seconds."),
  Fault: refusal("A fault of ours (fault): send it again, nothing is stored twice."),
};

const retryAfter = { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } };

/** What refusals say in headers, by the same names. */
export const refusalHeaders: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  TooMany: {
    "Retry-After": retryAfter,
    RateLimit: {
      description: '"key";r=9871;t=7: so many are left for so many seconds.',
      schema: { type: "string" },
    },
    "RateLimit-Policy": {
      description: '"key";q=10000;w=10: so many in so many seconds.',
      schema: { type: "string" },
    },
  },
  Unavailable: { "Retry-After": retryAfter },
};

interface Declared {
  /** a key is needed */
  keyed: boolean;
  /** it takes something that can be wrong */
  input: boolean;
  body: boolean;
}

/** The refusals that every route of a kind may answer with, by status. */
export function refusalsOf({ keyed, input, body }: Declared): Record<string, object> {
  return {
    ...(input && { 400: refusals.BadInput }),
    ...(keyed && { 401: refusals.KeyRefused, 403: refusals.MissingScope }),
    ...(body && { 413: refusals.TooLarge, 415: refusals.NotJson }),
    429: refusals.TooMany,
    "4XX": refusals.Refused,
    503: refusals.Unavailable,
    "5XX": refusals.Fault,
  };
}
