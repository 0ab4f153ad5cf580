import { z } from "zod";

const name = z.string();
const decimal = z.enum([".", ","]);
const dateFormat = z.enum(["ymd", "dmy", "mdy", "d-mon-y", "mon-d-y"]);

/** Parts of a date that become numbers. `age` is days before the as-of time. */
export const datePart = z.enum(["age", "month", "weekday", "hour"]);
export type DatePart = z.infer<typeof datePart>;

/** How one source column becomes features; everything in it was learnt from the fit rows. */
export const featureColumnSchema = z.discriminatedUnion("kind", [
  z.strictObject({ name, kind: z.literal("numeric"), decimal }),
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
  z.strictObject({ name, kind: z.literal("text") }),
]);
export type FeatureColumn = z.infer<typeof featureColumnSchema>;

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
    if (column.kind !== "date") return [{ name: column.name, column: at, kind: "numeric" }];
    return column.parts.map((part) => ({ name: `${column.name} · ${part}`, column: at, kind: "numeric" }));
  });
}
