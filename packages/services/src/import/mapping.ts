import { z } from "zod";
import { attributeKinds } from "../attribute/define.ts";
import { storable } from "../lead/view.ts";

/** What a column of a file can mean for a lead; every other column becomes an attribute. */
export const canonicalFields = [
  "externalId",
  "name",
  "firstName",
  "lastName",
  "phone",
  "email",
  "source",
  "city",
  "stage",
  "owner",
  "budget",
  "budgetMin",
  "budgetMax",
  "enquiredAt",
  "outcome",
  "lostReason",
  "kind",
  "listing",
] as const;
export type CanonicalField = (typeof canonicalFields)[number];

/** Fields that several columns may fill. */
export const repeatableFields: readonly CanonicalField[] = ["phone", "email"];

/** Columns added to a file of rejected rows, and left out when it comes back corrected. */
export const rejectHeaders = ["Rejected in line", "Rejected because"] as const;

export const columnTargetSchema = z.discriminatedUnion("to", [
  z.object({ to: z.literal("field"), field: z.enum(canonicalFields) }),
  z.object({
    to: z.literal("attribute"),
    key: z.string().min(1).max(100).refine(storable),
    label: z.string().min(1).max(200).refine(storable),
    kind: z.enum(attributeKinds),
  }),
  z.object({ to: z.literal("leave") }),
]);
export type ColumnTarget = z.infer<typeof columnTargetSchema>;

export const dateFormats = ["ymd", "dmy", "mdy", "d-mon-y", "mon-d-y"] as const;

/** The columns of a file, each with what it means. */
export function mappedColumns<Target extends z.ZodType>(target: Target) {
  return z
    .array(
      z.object({
        /** place in the file, from 0 */
        column: z.int().min(0),
        header: z.string().max(1000),
        target,
        /** how the column writes dates and numbers, decided over its cells */
        dateFormats: z.array(z.enum(dateFormats)).max(5).optional(),
        decimal: z.enum([".", ","]).optional(),
      }),
    )
    .max(10_000);
}

/** Of the mapping of any kind of file: the headers, in the file's order. */
export const headersSchema = z
  .object({ columns: z.array(z.object({ header: z.string() })) })
  .catch({ columns: [] })
  .transform(({ columns }) => columns.map(({ header }) => header));

export const mappingSchema = z.object({
  columns: mappedColumns(columnTargetSchema),
  /** what each value of the stage column means: a step's key, "lost", "won" (the last step) or "open" (nothing reached) */
  stages: z.record(z.string().max(500), z.string().max(100)).default({}),
  /** what the outcome column says; null: the file has none */
  outcome: z
    .object({
      /** values that mean the step was reached */
      positive: z.array(z.string().max(200)).min(1).max(50),
      step: z.string().min(1).max(100),
      /** rows with another value: open and explicitly not reached, or closed as lost */
      others: z.enum(["open", "lost"]).default("open"),
    })
    .nullable()
    .default(null),
});
export type Mapping = z.infer<typeof mappingSchema>;
