import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Parameters } from "./parameters.ts";
import type { Peer } from "./peer.ts";
import type { TableFiles } from "./table-files.ts";

/** How XGBoost holds the data. Ours takes no notice. */
export type PeerMatrix = "DMatrix" | "QuantileDMatrix";

export interface TrainRequest {
  /** name of a loaded table */
  data: string;
  parameters: Parameters;
  threads: number;
  /** name the model is kept under */
  keep: string;
  matrix?: PeerMatrix;
}

export interface Timing {
  seconds: number;
  /** of all threads of the process */
  cpuSeconds: number;
}

/** One library in a process of its own that is asked one thing at a time. */
export class Contender {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #name: string;
  /** Asked or stuck, the process does not outlive this one. */
  readonly #kill = (): void => {
    this.#child.kill();
  };

  private constructor(name: string, command: string, args: string[]) {
    this.#name = name;
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    // A process that dies closes its output, and that is where it is noticed.
    this.#child.on("error", () => {});
    this.#child.stdin?.on("error", () => {});
    if (!this.#child.stdout) throw new Error(`${name} has no output.`);
    process.once("exit", this.#kill);
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  static ours(): Contender {
    return new Contender("ours", process.execPath, [join(import.meta.dirname, "our-process.mjs")]);
  }

  static peer({ python }: Peer): Contender {
    return new Contender("XGBoost", python, [join(import.meta.dirname, "xgboost_peer.py")]);
  }

  async load(name: string, files: TableFiles): Promise<void> {
    await this.#ask({ do: "load", name, ...files });
  }

  train(request: TrainRequest): Promise<Timing> {
    return this.#ask({ do: "train", matrix: "DMatrix", ...request });
  }

  /** Margins of all rows, by way of the file `to`. */
  async margins(model: string, data: string, to: string): Promise<Float64Array> {
    await this.#ask({ do: "predict", model, data, to });
    return new Float64Array(new Uint8Array(readFileSync(to)).buffer);
  }

  async predictSeconds(model: string, data: string): Promise<number> {
    return (await this.#ask<{ seconds: number }>({ do: "predict", model, data })).seconds;
  }

  async predictOnnxSeconds(model: string, data: string, batch: number): Promise<number> {
    return (await this.#ask<{ seconds: number }>({ do: "predictOnnx", model, data, batch })).seconds;
  }

  /** Seconds to explain the first `rows` rows of a table, each on its own. Ours only. */
  async explainSeconds(model: string, data: string, rows: number): Promise<number> {
    return (await this.#ask<{ seconds: number }>({ do: "explain", model, data, rows })).seconds;
  }

  /** The same in one call. */
  async explainAllSeconds(model: string, data: string, rows: number): Promise<number> {
    return (await this.#ask<{ seconds: number }>({ do: "explainAll", model, data, rows })).seconds;
  }

  /** Peak resident memory of the process since it began. */
  async peakMb(): Promise<number> {
    return (await this.#ask<{ peakMb: number }>({ do: "memory" })).peakMb;
  }

  close(): void {
    process.off("exit", this.#kill);
    this.#kill();
  }

  async #ask<Answer>(request: { do: string; [field: string]: unknown }): Promise<Answer> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    const line = await this.#answers.next();
    if (line.done) throw new Error(`The process of ${this.#name} ended before it answered "${request.do}".`);
    const answer = JSON.parse(line.value);
    if (answer.error) throw new Error(`${this.#name} could not ${request.do}: ${answer.error}`);
    return answer;
  }
}
