import { explain, type Forest } from "@leadlift/boosting";
import type { InferenceSession } from "onnxruntime-node";
import { type ColumnEncoder, encodersOf, encodeWith } from "../features/encode-record.ts";
import { featuresOf, sourceOf } from "../features/feature-schema.ts";
import type { RawRecord } from "../features/raw-value.ts";
import {
  type Cutoffs,
  defaultCutoffs,
  type Explained,
  type Grade,
  gradeOf,
  pointsOf,
  type Reason,
  scoreOf,
} from "../grade.ts";
import { runGraph } from "../onnx/run-graph.ts";
import { evidenceOf } from "./evidence.ts";
import { knownShare } from "./known-share.ts";
import type { Manifest } from "./manifest.ts";
import { type Question, type RecordWith, rankQuestions } from "./next-question.ts";
import { byColumn, type MostReasons, reasonsOf } from "./reasons-of.ts";

/** Rows a run, so that memory stays flat however many there are. */
const batchRows = 1024;

export interface ScoreOptions {
  /** Probability that stands at 50 points. Default: the training rows' share of positives. */
  base?: number;
  cutoffs?: Cutoffs;
  /** Time that ages of dates count to. Without it they are missing. */
  asOf?: Date;
  /** All reasons, or the strongest that many of each sign or in all, and the others as one row. Default none. */
  reasons?: boolean | number | MostReasons;
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

/** A score with the features it was made from, as the graph saw them. */
export interface Answered {
  vector: Float32Array;
  scored: Scored;
}

/** What the model says of a vector alone. */
export interface Replayed {
  margin: number;
  probability: number;
  score: number;
  grade: Grade;
  /** by column of the schema, and "average" */
  points: ReadonlyMap<string, number>;
}

/** An accepted model. Made by `openModel` only. */
export class ScoringModel {
  readonly manifest: Manifest;
  readonly #forest: Forest;
  readonly #session: InferenceSession;
  readonly #encoders: readonly ColumnEncoder[];
  /** Column of each feature. */
  readonly #columnOf: readonly number[];
  /** First feature of each column, by its name. */
  readonly #placeOf: ReadonlyMap<string, number>;
  /** Names of the record that it looks at. */
  readonly reads: readonly string[];

  constructor(manifest: Manifest, forest: Forest, session: InferenceSession) {
    this.manifest = manifest;
    this.#forest = forest;
    this.#session = session;
    this.#encoders = encodersOf(manifest.schema);
    this.#columnOf = featuresOf(manifest.schema).map(({ column }) => column);
    this.#placeOf = new Map(
      manifest.schema.columns.map(({ name }, column) => [name, this.#columnOf.indexOf(column)]),
    );
    this.reads = [...new Set(manifest.schema.columns.map(sourceOf))];
  }

  /** Scores records in their order. The graph blocks the thread while it runs: batches belong in a worker. */
  async score(records: readonly RawRecord[], options: ScoreOptions = {}): Promise<Scored[]> {
    return (await this.answer(records, options)).map(({ scored }) => scored);
  }

  /** `score`, with what each score was made from. */
  async answer(records: readonly RawRecord[], options: ScoreOptions = {}): Promise<Answered[]> {
    const answered: Answered[] = [];
    for (let from = 0; from < records.length; from += batchRows) {
      answered.push(...(await this.#answerBatch(records.slice(from, from + batchRows), options)));
    }
    return answered;
  }

  /** What the model makes of features that it has seen before. Throws RangeError for another number of them. */
  async replay(
    vector: Float32Array,
    { base = this.manifest.base, cutoffs = defaultCutoffs }: Pick<ScoreOptions, "base" | "cutoffs"> = {},
  ): Promise<Replayed> {
    if (vector.length !== this.#columnOf.length) {
      throw new RangeError(`The model reads ${this.#columnOf.length} features, not ${vector.length}.`);
    }
    const { margins, probabilities } = await runGraph(this.#session, [vector]);
    const [margin = Number.NaN, probability = Number.NaN] = [margins[0], probabilities[0]];
    const score = scoreOf(probability, base);
    const { columns } = this.manifest.schema;
    const { average, points } = pointsOf(this.#contributions(vector), this.#explained(margin, base));
    return {
      margin,
      probability,
      score,
      grade: gradeOf(score, cutoffs),
      points: new Map([["average", average], ...columns.map(({ name }, c) => [name, points[c]] as const)]),
    };
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

  async #answerBatch(records: readonly RawRecord[], options: ScoreOptions): Promise<Answered[]> {
    const { schema, known } = this.manifest;
    const vectors = records.map((record) => encodeWith(this.#encoders, schema, record, options.asOf));
    const enough = vectors.map((vector) => knownShare(vector, this.#encoders, known.weights) >= known.floor);
    const { margins, probabilities } = await runGraph(this.#session, vectors);
    return records.map((record, i) => ({
      vector: vectors[i],
      scored: enough[i] ? this.#scored(record, vectors[i], margins[i], probabilities[i], options) : unknown,
    }));
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
      reasons: reasons === false ? null : this.#reasons(record, vector, margin, base, mostOf(reasons)),
    };
  }

  #reasons(
    record: RawRecord,
    vector: Float32Array,
    margin: number,
    base: number,
    most: MostReasons,
  ): Reason[] {
    const { schema, evidence = {} } = this.manifest;
    const explained = this.#explained(margin, base);
    return reasonsOf(this.#contributions(vector), explained, schema, record, most).map((reason) => {
      const counted = Object.hasOwn(evidence, reason.feature) ? evidence[reason.feature] : undefined;
      const found =
        counted && evidenceOf(counted, vector[this.#placeOf.get(reason.feature) ?? -1] ?? Number.NaN);
      return found ? { ...reason, evidence: found } : reason;
    });
  }

  #contributions(vector: Float32Array): Float64Array {
    const { contributions } = explain(this.#forest, vector);
    return byColumn(contributions, this.#columnOf, this.manifest.schema.columns.length);
  }

  #explained(margin: number, base: number): Explained {
    const { calibration, expectedMargin } = this.manifest;
    return { margin, expectedMargin, calibration, base };
  }
}

function mostOf(reasons: true | number | MostReasons): MostReasons {
  return typeof reasons === "object" ? reasons : { each: reasons === true ? Infinity : reasons };
}
