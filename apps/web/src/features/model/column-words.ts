import type { DoubtedColumn } from "@leadlift/services/model/doubted-columns";

/** What the leak guard did about it in the model in use: the key of its sentence. */
export function standingOf({ level, used, choice, evidence }: DoubtedColumn) {
  if (level === "left out") return used ? "certainUsed" : "certainLeft";
  if (level === "suspected") return "suspected";
  if (choice === "leave" && used === false) return evidence ? "leftBefore" : "left";
  return evidence ? "before" : "nothing";
}

/** What will be otherwise after the next training; null when nothing will. */
export function changeOf({ choice, used, level }: DoubtedColumn): "use" | "leave" | null {
  if (choice === "use" && used !== true) return "use";
  if (choice === "leave" && used !== false) return "leave";
  if (choice === null && level === "left out" && used === true) return "leave";
  return null;
}
