import { type Environment, readEnvironment } from "@leadlift/services/environment";

/** What processes started by a command inherit. */
export const inherited: Readonly<Record<string, string | undefined>> = process.env;

/** The settings, whatever folder the command was called from; what the command itself was told goes before them. */
export function environment(told: Readonly<Record<string, string | undefined>> = {}): Environment {
  const said = Object.entries(told).filter(([, value]) => value !== undefined);
  return readEnvironment({ ...process.env, ...Object.fromEntries(said) }, import.meta.dirname);
}
