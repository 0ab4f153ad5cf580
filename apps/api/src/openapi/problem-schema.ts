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

interface Declared {
  /** a key is needed */
  keyed: boolean;
  /** it takes something that can be wrong */
  input: boolean;
  body: boolean;
}

/** The refusals that every route of a kind may answer with, by status. */
export function refusalsOf({ keyed, input, body }: Declared): Record<string, object> {
  const refusals: [wanted: boolean, status: string, description: string][] = [
    [input, "400", "The input is wrong: bad_input names the fields in errors, bad_json is no JSON."],
    [keyed, "401", "The key is missing (no_key), or unknown, expired or revoked (key_refused)."],
    [keyed, "403", "The key lacks the scope that `scope` names (missing_scope)."],
    [body, "413", "The body is larger than this takes (too_large, and too_many_… for lists)."],
    [body, "415", "The body is not sent as JSON (not_json)."],
    [true, "429", "Too many requests: wait as long as Retry-After says."],
    [true, "4XX", "Any other refusal: `code` says which."],
    [true, "503", "Not now, and nothing was stored: send it again after Retry-After seconds."],
    [true, "5XX", "A fault of ours (fault): send it again, nothing is stored twice."],
  ];
  return Object.fromEntries(
    refusals.flatMap(([wanted, status, description]) => (wanted ? [[status, { description, content }]] : [])),
  );
}
