import { spawnSync } from "node:child_process";
import { leadliftPython } from "./environment.ts";

/** A Python with XGBoost. */
export interface Peer {
  python: string;
  version: string;
}

export const howToGetPeer =
  "No python3 with xgboost was found, so nothing is compared: apt-get install python3-xgboost, or name a Python that has it in LEADLIFT_PYTHON.";

/** The first of LEADLIFT_PYTHON, python3 and /usr/bin/python3 that imports xgboost; null where none does. */
export function findPeer(): Peer | null {
  for (const python of [leadliftPython, "python3", "/usr/bin/python3"]) {
    if (!python) continue;
    const { status, stdout } = spawnSync(python, ["-c", "import xgboost; print(xgboost.__version__)"], {
      encoding: "utf8",
    });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return null;
}
