import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";

// Node has it; only the browser's type library declares it.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: WasmExports } }>;
};
interface WasmExports {
  __wbindgen_start(): void;
}

// The bindings hold one instance for good: a second one would work on the memory of the first.
let engine: Promise<SchemaEngine> | undefined;

/** SQL that turns the tables of one datamodel (null: no tables) into those of another; empty when equal. */
export async function diffDatamodels(from: string | null, to: string): Promise<string> {
  engine ??= openEngine();
  const result = await (await engine).diff({
    from: from === null ? { tag: "empty" } : datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const sql = result.stdout ?? "";
  return sql.includes("This is an empty migration") ? "" : sql;
}

function datamodel(content: string) {
  return { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content }] };
}

// The package's own entry imports the .wasm as a module, which Node 20 cannot.
async function openEngine(): Promise<SchemaEngine> {
  const require = createRequire(import.meta.url);
  const bindings: typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm(exports: unknown): void } =
    await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, noDatabase);
}

// The engine wants a database before it compares two datamodels; this one answers that it is PostgreSQL.
const noDatabase = {
  provider: "postgres",
  adapterName: "none",
  errorRegistry: { consumeError: () => undefined },
  connect: async () => succeeded(connection),
  connectToShadowDb: async () => succeeded(connection),
};
const connection = {
  provider: "postgres",
  adapterName: "none",
  errorRegistry: noDatabase.errorRegistry,
  queryRaw: async () => succeeded({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => succeeded(0),
  executeScript: async () => succeeded(undefined),
  dispose: async () => succeeded(undefined),
  getConnectionInfo: () => succeeded({ schemaName: "public", supportsRelationJoins: true }),
};

interface Succeeded<T> {
  ok: true;
  value: T;
  map<U>(change: (value: T) => U): Succeeded<U>;
  flatMap<U>(change: (value: T) => U): U;
}

function succeeded<T>(value: T): Succeeded<T> {
  return {
    ok: true,
    value,
    map: (change) => succeeded(change(value)),
    flatMap: (change) => change(value),
  };
}
