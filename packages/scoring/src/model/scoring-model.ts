import { explain, type Forest } from "@leadlift/boosting";
import type { InferenceSession } from "onnxruntime-node";
import { type ColumnEncoder, encodersOf, encodeWith } from "../features/encode-record.ts";
import { featuresOf } from "../features/feature-schema.ts";
import type { RawRecord } from "../features/raw-value.ts";
import { type Cutoffs, defaultCutoffs, type Grade, gradeOf, type Reason, scoreOf } from "../grade.ts";
import { runGraph } from "../onnx/run-graph.ts";
import { knownShare } from "./known-share.ts";
import type { Manifest } from "./manifest.ts";
import { type Question, type RecordWith, rankQuestions } from "./next-question.ts";
import { byColumn, reasonsOf } from "./reasons-of.ts";

/** Rows a run, so that memory stays flat however many there are. */
const batchRows = 1024;

export interface ScoreOptions {
  /** Probability that stands at 50 points. Default: the training rows' share of positives. */
  base?: number;
  cutoffs?: Cutoffs;
  /** Time that ages of dates count to. Without it they are missing. */
  asOf?: Date;
  /** All reasons, or the strongest that many of each sign and the others as one row. Default none. */
  reasons?: boolean | number;
}

export type Scored =
  | {
      state: "scored";
      margin: number;
      probability: number;
      score: number;
      grade: Grade;
      reasons: Reason[] | null;
    }
  /** Not enough known. */
  | { state: "unknown"; margin: null; probability: null; score: null; grade: null; reasons: null };

const unknown: Scored = {
  state: "unknown",
  margin: null,
  probability: null,
  score: null,
  grade: null,
  reasons: null,
};

/** An accepted model. Made by `openModel` only. */
export class ScoringModel {
  readonly manifest: Manifest;
  readonly #forest: Forest;
  readonly #session: InferenceSession;
  readonly #encoders: readonly ColumnEncoder[];
  /** Column of each feature. */
  readonly #columnOf: readonly number[];

  constructor(manifest: Manifest, forest: Forest, session: InferenceSession) {
    this.manifest = manifest;
    this.#forest = forest;
    this.#session = session;
    this.#encoders = encodersOf(manifest.schema);
    this.#columnOf = featuresOf(manifest.schema).map(({ column }) => column);
  }

  /** Scores records in their order. The graph blocks the thread while it runs: batches belong in a worker. */
  async score(records: readonly RawRecord[], options: ScoreOptions = {}): Promise<Scored[]> {
    const scored: Scored[] = [];
    for (let from = 0; from < records.length; from += batchRows) {
      scored.push(...(await this.#scoreBatch(records.slice(from, from + batchRows), options)));
    }
    return scored;
  }

  /**
   * Which of these columns, if asked for now, would move the score most, that one first. Columns that the model does not
   * use, or of which training rows gave no two answers, are left out.
   */
  questions(
    fields: readonly string[],
    recordWith: RecordWith,
    options: Pick<ScoreOptions, "asOf"> = {},
  ): Promise<Question[]> {
    const { answers = {} } = this.manifest;
    const asked = fields.flatMap((field) =>
      Object.hasOwn(answers, field) ? [[field, answers[field]] as const] : [],
    );
    return rankQuestions(asked, recordWith, (records) => this.probabilities(records, options));
  }

  /** Of records in their order, also of those that `score` would not give a score for. */
  async probabilities(
    records: readonly RawRecord[],
    { asOf }: Pick<ScoreOptions, "asOf"> = {},
  ): Promise<Float64Array> {
    const { schema } = this.manifest;
    const all = new Float64Array(records.length);
    for (let from = 0; from < records.length; from += batchRows) {
      const batch = records.slice(from, from + batchRows);
      const vectors = batch.map((record) => encodeWith(this.#encoders, schema, record, asOf));
      all.set((await runGraph(this.#session, vectors)).probabilities, from);
    }
    return all;
  }

  close(): Promise<void> {
    return this.#session.release();
  }

  async #scoreBatch(records: readonly RawRecord[], options: ScoreOptions): Promise<Scored[]> {
    const { schema, known } = this.manifest;
    const vectors = records.map((record) => encodeWith(this.#encoders, schema, record, options.asOf));
    const enough = vectors.map((vector) => knownShare(vector, this.#encoders, known.weights) >= known.floor);
    const { margins, probabilities } = await runGraph(this.#session, vectors);
    return records.map((record, i) =>
      enough[i] ? this.#scored(record, vectors[i], margins[i], probabilities[i], options) : unknown,
    );
  }

  #scored(
    record: RawRecord,
    vector: Float32Array,
    margin: number,
    probability: number,
    { base = this.manifest.base, cutoffs = defaultCutoffs, reasons = false }: ScoreOptions,
  ): Scored {
    const score = scoreOf(probability, base);
    return {
      state: "scored",
      margin,
      probability,
      score,
      grade: gradeOf(score, cutoffs),
      reasons:
        reasons === false
          ? null
          : this.#reasons(record, vector, margin, base, reasons === true ? Infinity : reasons),
    };
  }

  #reasons(record: RawRecord, vector: Float32Array, margin: number, base: number, most: number): Reason[] {
    const { schema, calibration, expectedMargin } = this.manifest;
    const { contributions } = explain(this.#forest, vector);
    return reasonsOf(
      byColumn(contributions, this.#columnOf, schema.columns.length),
      { margin, expectedMargin, calibration, base },
      schema,
      record,
      most,
    );
  }
}
