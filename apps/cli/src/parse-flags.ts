import type { z } from "zod";
import { CommandError } from "./command-error.ts";

/** What the person gave, as `schema` wants it; throws CommandError that names the first thing wrong. */
export function parseFlags<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(`${issue?.path.join(".") ?? "The input"}: ${issue?.message ?? "not understood"}.`);
}
