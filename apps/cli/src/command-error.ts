/** The data or the arguments are wrong; the message is one sentence that says what and where. Exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
