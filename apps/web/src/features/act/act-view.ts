/** Which question about a lead is asked. */
export type ActView = "called" | "messaged" | "more" | "note" | "plan" | "snooze" | "judge" | "reassign";
