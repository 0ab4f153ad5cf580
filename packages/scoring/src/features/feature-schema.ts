import { z } from "zod";
import { textBuckets } from "./text-grams.ts";

const name = z.string();
const decimal = z.enum([".", ","]);
const dateFormat = z.enum(["ymd", "dmy", "mdy", "d-mon-y", "mon-d-y"]);

const probability = z.number().min(0).max(1);
const textWeights = z.strictObject({
  bias: z.number(),
  buckets: z.array(z.int().min(0).lt(textBuckets)),
  weights: z.array(z.number()),
});

/** Parts of a date that become numbers. `age` is days before the as-of time. */
export const datePart = z.enum(["age", "month", "weekday", "hour"]);
export type DatePart = z.infer<typeof datePart>;

/** How one source column becomes features; everything in it was learnt from the fit rows. */
export const featureColumnSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    name,
    kind: z.literal("numeric"),
    decimal,
    /** Values beyond count as these: a robot's thousand visits are no more than the busiest person's. */
    cap: z.strictObject({ low: z.number(), high: z.number() }).optional(),
  }),
  z.strictObject({ name, kind: z.literal("boolean") }),
  z.strictObject({
    name,
    kind: z.literal("categorical"),
    /** Category keys; a level's code is its place. */
    levels: z.array(z.string()).min(1),
    /** Keys of levels too rare for a code of their own; together they have the code after the last level. */
    rare: z.array(z.string()),
  }),
  z.strictObject({
    name,
    kind: z.literal("date"),
    formats: z.array(dateFormat),
    parts: z.array(datePart).min(1),
  }),
  z.strictObject({
    name,
    kind: z.literal("text"),
    /** Learnt weights of its hashed words (see text-grams.ts); without them only the length counts. */
    words: textWeights.optional(),
  }),
  z.strictObject({
    name,
    kind: z.literal("multi"),
    separator: z.enum([";", "|", ","]),
    /** Keys of the choices that are features of their own. */
    options: z.array(z.string()).min(1),
  }),
  z.strictObject({
    name,
    kind: z.literal("target"),
    /** The column whose categories are replaced by how often their rows were successes. */
    from: z.string(),
    levels: z.array(z.string()),
    /** One a level: its rate, smoothed towards `prior`, which stands for unseen levels. */
    rates: z.array(probability),
    prior: probability,
  }),
]);
export type FeatureColumn = z.infer<typeof featureColumnSchema>;

/** The name of the column that a record carries its cell under. */
export function sourceOf(column: FeatureColumn): string {
  return column.kind === "target" ? column.from : column.name;
}

export const featureSchemaSchema = z.strictObject({ columns: z.array(featureColumnSchema) });
export type FeatureSchema = z.infer<typeof featureSchemaSchema>;

/** One place of the encoded vector. */
export interface Feature {
  name: string;
  /** Position of its source column in the schema. */
  column: number;
  kind: "numeric" | "categorical";
  /** Categorical only: number of codes. */
  levels?: number;
}

/** The vector's places, in order. */
export function featuresOf(schema: FeatureSchema): Feature[] {
  return schema.columns.flatMap((column, at): Feature[] => {
    if (column.kind === "categorical") {
      const levels = column.levels.length + (column.rare.length > 0 ? 1 : 0);
      return [{ name: column.name, column: at, kind: "categorical", levels }];
    }
    return partsOf(column).map((part) => ({
      name: part === "" ? column.name : `${column.name} · ${part}`,
      column: at,
      kind: "numeric",
    }));
  });
}

/** What a column's numbers are, beside its name. */
function partsOf(column: FeatureColumn): readonly string[] {
  switch (column.kind) {
    case "date":
      return column.parts;
    case "text":
      return column.words ? ["", "words"] : [""];
    case "multi":
      return [...column.options, "how many"];
    default:
      return [""];
  }
}
