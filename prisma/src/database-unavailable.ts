/** The database does not answer at the moment; the same call may succeed later. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  constructor(cause: unknown) {
    super("The database does not answer at the moment.", { cause });
  }
}
