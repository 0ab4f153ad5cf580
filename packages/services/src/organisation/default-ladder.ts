import type { Ladder } from "../context.ts";

/** A brokerage's outcome steps, first to last. An organisation may have its own. */
export const defaultLadder: Ladder = [
  { key: "contacted", label: "Contacted" },
  { key: "qualified", label: "Qualified" },
  { key: "visit_booked", label: "Visit booked" },
  { key: "visit_done", label: "Visit done" },
  { key: "token_paid", label: "Token paid" },
  { key: "won", label: "Won" },
];
