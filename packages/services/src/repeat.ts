/** Calls `work` at once and then every `everyMs`, one call after the other, until closed. */
export function repeat(
  everyMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): { close(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const next = () => {
    running = running.then(work).catch(onError);
  };
  const timer = setInterval(next, everyMs);
  next();
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
