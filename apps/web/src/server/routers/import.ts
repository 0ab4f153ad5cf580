import { getImport, getImportInput } from "@leadlift/services/import/get";
import { listImports, listImportsInput } from "@leadlift/services/import/list";
import { previewImport, previewImportInput } from "@leadlift/services/import/preview";
import { startImport, startImportInput } from "@leadlift/services/import/start";
import { previewUndo, previewUndoInput } from "@leadlift/services/import/undo/preview";
import { undoImport, undoImportInput } from "@leadlift/services/import/undo/start";
import { procedure, router } from "../trpc.ts";

const read = procedure.meta({ can: "import.read" });
const run = procedure.meta({ can: "import.run" });

export const importRouter = router({
  list: read.input(listImportsInput).query(({ ctx, input }) => listImports(ctx.verb, input)),
  get: read.input(getImportInput).query(({ ctx, input }) => getImport(ctx.verb, input)),
  preview: run.input(previewImportInput).query(({ ctx, input }) => previewImport(ctx.verb, input)),
  start: run.input(startImportInput).mutation(({ ctx, input }) => startImport(ctx.verb, input)),
  previewUndo: run.input(previewUndoInput).query(({ ctx, input }) => previewUndo(ctx.verb, input)),
  undo: run.input(undoImportInput).mutation(({ ctx, input }) => undoImport(ctx.verb, input)),
});
