import { type Environment, readEnvironment } from "@leadlift/services/environment";

/** What processes started by a command inherit. */
export const inherited: Readonly<Record<string, string | undefined>> = process.env;

/** The settings, whatever folder the command was called from. */
export function environment(): Environment {
  return readEnvironment(process.env, import.meta.dirname);
}
