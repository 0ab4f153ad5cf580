/** Why an operator command cannot go on: one sentence that says what to do. */
export class OperateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "OperateError";
  }
}
