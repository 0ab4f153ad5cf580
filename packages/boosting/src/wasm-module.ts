import { readFileSync } from "node:fs";

const compiled = new Map<string, WebAssembly.Module>();

/** The compiled module dist/<name>.wasm of this package, the same from its sources and from dist. */
export function wasmModule(name: "training" | "shap"): WebAssembly.Module {
  let module = compiled.get(name);
  if (!module) {
    module = new WebAssembly.Module(readFileSync(new URL(`../dist/${name}.wasm`, import.meta.url)));
    compiled.set(name, module);
  }
  return module;
}
