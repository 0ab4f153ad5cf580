import { z } from "zod";

const limit = z.number().finite();

/** What is asked of one field of a lead's record. Shares are 0 to 1, times in the field's own unit, money in rupees. */
export const conditionSchema = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("at_least"), value: limit }),
  z.strictObject({ is: z.literal("at_most"), value: limit }),
  /** both ends included */
  z.strictObject({ is: z.literal("between"), from: limit, to: limit }),
  /** without regard to case */
  z.strictObject({ is: z.literal("one_of"), values: z.array(z.string().max(200)).max(50) }),
  z.strictObject({ is: z.literal("true") }),
  z.strictObject({ is: z.literal("false") }),
  z.strictObject({ is: z.literal("known") }),
  z.strictObject({ is: z.literal("unknown") }),
]);
export type Condition = z.infer<typeof conditionSchema>;
export type ConditionKind = Condition["is"];

/** One rule of a scorecard: where the condition holds, the lead gets the points. */
export const ruleSchema = z.strictObject({
  /** a feature, a field of the profile, or the key of an attribute */
  feature: z.string().min(1).max(200),
  condition: conditionSchema,
  /** whole points of the score, where ten double the odds */
  points: z.number(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const rulesSchema = z.array(ruleSchema).max(200);
