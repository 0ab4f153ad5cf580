import { ServiceError } from "../errors.ts";

/** What was looked up changed before it was locked: the transaction has to be done again. */
export class MovedMeanwhile extends ServiceError {
  constructor() {
    super("CONFLICT", "A lead was merged or deleted while its events arrived: send them again.");
  }
}

// Deadlock; a lead that was deleted between its look-up and its lock, or made by somebody else after it was not found.
const worthAnother: ReadonlySet<unknown> = new Set(["40P01", "23503", "23505"]);

/** Does the work up to three times, where doing it again helps. */
export async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again =
        error instanceof MovedMeanwhile ||
        (error instanceof Error && "code" in error && worthAnother.has(error.code));
      if (!again || attempt === 3) throw error;
    }
  }
}
