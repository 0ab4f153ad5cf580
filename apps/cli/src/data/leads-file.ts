import { CsvError } from "@leadlift/services/csv/csv-error";
import { wordRowProblem } from "@leadlift/services/csv/open-csv";
import { readRows, readTable, type Table } from "@leadlift/services/csv/read-table";
import { CommandError } from "../command-error.ts";
import { reasonOf } from "../system-fault.ts";

/** The whole file; CommandError says what is wrong with it, and where. */
export async function readLeads(path: string): Promise<Table> {
  return readTable(path).catch((error) => explain(path, error));
}

export interface LeadRows {
  names: string[];
  /** cells in the order of `names`; CommandError at the first row that cannot be used */
  rows: AsyncGenerator<string[], void, undefined>;
}

/** The rows one by one, in flat memory. */
export async function openLeads(path: string): Promise<LeadRows> {
  const { names, rows } = await readRows(path).catch((error) => explain(path, error));
  async function* cells() {
    try {
      for await (const { line, values, problem } of rows) {
        if (problem) throw new CommandError(`${path}, line ${line}: ${wordRowProblem(problem)}`);
        yield values;
      }
    } catch (error) {
      explain(path, error);
    }
  }
  return { names, rows: cells() };
}

function explain(path: string, error: unknown): never {
  if (error instanceof CsvError) throw new CommandError(`${path}: ${error.message}`);
  if (error instanceof Error && "syscall" in error) {
    throw new CommandError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
  throw error;
}
