import { z } from "zod/mini";
import { wire } from "../../trpc/wire.ts";

const changeSchema = z.object({ kind: z.string(), leadIds: z.array(z.string()) });
type Change = z.infer<typeof changeSchema>;

const againMs = 15_000;

/**
 * The stream `live.changes` by the browser's own means, which comes back after a lost connection with the id it heard last.
 * The client of the other procedures would bring code for every kind of stream.
 */
export function listen(onChange: (change: Change) => void): () => void {
  let source: EventSource | undefined;
  let timer = 0;
  const open = () => {
    source = new EventSource("/api/trpc/live.changes");
    source.addEventListener("message", ({ data }) => {
      const change = changeSchema.safeParse(wire.deserialize(JSON.parse(data)));
      if (change.success) onChange(change.data);
    });
    // The server ends it for whoever is signed out; the pages' own questions then lead to the sign-in.
    source.addEventListener("serialized-error", () => source?.close());
    source.addEventListener("error", () => {
      // A refusal ends the browser's own attempts, and so does a proxy that is being restarted.
      if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(open, againMs);
    });
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
