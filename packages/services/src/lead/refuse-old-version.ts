import { ServiceError } from "../errors.ts";

/** Throws CONFLICT where the lead has changed since it was looked at; without `seen` nobody minds. */
export function refuseOldVersion(version: number, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new ServiceError("CONFLICT", "Somebody else has changed this lead meanwhile; look at it again.", {
    version,
  });
}
