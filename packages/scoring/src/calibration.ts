import { z } from "zod";

/**
 * g in the logit: Platt a·m + b (Platt 1999), or beta (Kull, Silva Filho & Flach 2017, on log-odds)
 * b·softplus(m) − a·softplus(−m) + c. With slopes above 0 both are smooth and strictly increasing.
 */
export const calibrationSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("platt"), a: z.number().positive(), b: z.number() }),
  z.strictObject({
    kind: z.literal("beta"),
    a: z.number().positive(),
    b: z.number().positive(),
    c: z.number(),
  }),
]);

export type Calibration = z.infer<typeof calibrationSchema>;

/** Calibrated log-odds of a margin. */
export function calibratedLogit(calibration: Calibration, margin: number): number {
  if (calibration.kind === "platt") return calibration.a * margin + calibration.b;
  return calibration.b * softplus(margin) - calibration.a * softplus(-margin) + calibration.c;
}

/** Derivative of `calibratedLogit` by the margin. */
export function calibrationSlope(calibration: Calibration, margin: number): number {
  if (calibration.kind === "platt") return calibration.a;
  return calibration.a * sigmoid(-margin) + calibration.b * sigmoid(margin);
}

export function sigmoid(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}

/** ln(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
