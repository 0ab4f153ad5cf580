import type { OrgSql } from "@leadlift/db/connect";

/** A row that cannot be imported, and why. */
export interface Refused {
  code: string;
  params: Record<string, string | number>;
}

export type Taken<Row> =
  | {
      row: Row;
      /** cells that were kept as missing, as "column code" */
      warned: string[];
    }
  | { refused: Refused };

export interface Stored {
  created: number;
  updated: number;
  unchanged: number;
  /** rows that only what is stored already shows to be wrong, by their place in the batch */
  refused: (Refused & { place: number })[];
}

/** How the rows of one kind of file are read, and how a batch of them is stored. */
export interface Intake<Row> {
  /** rows that are committed together */
  batchRows: number;
  take(names: readonly string[], values: readonly string[]): Taken<Row>;
  /** In the caller's transaction, which may be done again. */
  store(sql: OrgSql, rows: readonly Row[]): Promise<Stored>;
  /** When all rows are stored; it may be done again. */
  complete?(signal: AbortSignal): Promise<void>;
}
