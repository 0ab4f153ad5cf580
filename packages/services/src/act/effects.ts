import { z } from "zod";

/** What an act did, in the order it was done. Undo takes it back from the last to the first. */
export const effectSchema = z.discriminatedUnion("kind", [
  /** sender's id of the event */
  z.object({ kind: z.literal("event"), id: z.string(), type: z.string() }),
  z.object({ kind: z.literal("outcome"), id: z.uuid() }),
  z.object({ kind: z.literal("step_added"), id: z.uuid() }),
  /** an earlier promise that was kept, or that another one took the place of */
  z.object({ kind: z.literal("step_closed"), id: z.uuid(), status: z.enum(["done", "dropped"]) }),
  z.object({ kind: z.literal("snoozed"), id: z.uuid() }),
  z.object({ kind: z.literal("woken"), id: z.uuid() }),
  z.object({ kind: z.literal("judgement"), id: z.uuid() }),
  z.object({ kind: z.literal("owner"), from: z.uuid().nullable(), to: z.uuid() }),
]);
export type Effect = z.infer<typeof effectSchema>;
export const effectsSchema = z.array(effectSchema);
