import { runUndo } from "@leadlift/services/import/undo/run";
import type { JobHandler } from "@leadlift/services/jobs/run";

export const undoImport: JobHandler<"import.undo"> = (ctx, { importId }, { signal }) =>
  runUndo(ctx, { importId }, { signal });
