import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureKind } from "../src/dataset.ts";
import { columnMajor, type Table } from "./table.ts";

/** A table in raw float32 files, in the layout each library likes best. */
export interface TableFiles {
  rows: number;
  features: string[];
  rowMajor: string;
  columnMajor: string;
  labels: string;
  /** all numeric when absent */
  kinds?: FeatureKind[];
}

/** Writes a table into `folder`, over one of the same name. */
export function writeTable(folder: string, name: string, table: Table, kinds?: FeatureKind[]): TableFiles {
  const write = (part: string, values: Float32Array): string => {
    const file = join(folder, `${name}.${part}.f32`);
    writeFileSync(file, values);
    return file;
  };
  return {
    rows: table.rows,
    features: table.features,
    rowMajor: write("rows", table.values),
    columnMajor: write("columns", columnMajor(table)),
    labels: write("labels", table.labels),
    ...(kinds && { kinds }),
  };
}

/** Runs `use` with a folder that is gone afterwards, also when interrupted. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "leadlift-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const interrupted = (): void => {
    process.exit(130);
  };
  process.once("exit", remove);
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    return await use(folder);
  } finally {
    remove();
    process.off("exit", remove);
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
  }
}
