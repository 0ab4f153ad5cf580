import { type Calibration, calibratedLogit, sigmoid, softplus } from "../calibration.ts";

/** Slopes outside would turn noise into certainty, or everything into the base. */
const slopes = { least: 0.05, most: 5 };
/** Rows' worth of belief that the margins are right as they are. */
const priorRows = 2;
const parts = 5;

/**
 * The better of Platt and beta by cross-validated log-loss. The margins must come from models that did not see
 * their rows. Beta must win by more than noise in the fifth digit to be worth its third parameter.
 */
export function fitCalibration(margins: Float64Array, labels: Uint8Array): Calibration {
  const fits = [fitPlatt, fitBeta] as const;
  const [platt, beta] = fits.map((fit) => crossValidatedLoss(fit, margins, labels));
  return (beta < platt - 1e-5 ? fitBeta : fitPlatt)(margins, labels);
}

type Fit = (margins: Float64Array, labels: Uint8Array) => Calibration;

function crossValidatedLoss(fit: Fit, margins: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let part = 0; part < parts; part++) {
    const calibration = fit(
      margins.filter((_, i) => i % parts !== part),
      labels.filter((_, i) => i % parts !== part),
    );
    for (let i = part; i < margins.length; i += parts) {
      const z = calibratedLogit(calibration, margins[i]);
      sum += softplus(labels[i] === 1 ? -z : z);
    }
  }
  return sum / margins.length;
}

function fitPlatt(margins: Float64Array, labels: Uint8Array): Calibration {
  const [a, b] = fitLogistic([margins, margins.map(() => 1)], labels, [1, 0]);
  return { kind: "platt", a: withinSlopes(a), b };
}

function fitBeta(margins: Float64Array, labels: Uint8Array): Calibration {
  const inputs = [margins.map((m) => -softplus(-m)), margins.map(softplus), margins.map(() => 1)];
  const [a, b, c] = fitLogistic(inputs, labels, [1, 1, 0]);
  if (a < slopes.least || b < slopes.least) return fitPlatt(margins, labels);
  return { kind: "beta", a: withinSlopes(a), b: withinSlopes(b), c };
}

function withinSlopes(slope: number): number {
  return Math.min(slopes.most, Math.max(slopes.least, slope));
}

/** Logistic regression by Newton's method, with a ridge towards `start`; steps are halved until the loss falls. */
function fitLogistic(
  inputs: readonly Float64Array[],
  labels: Uint8Array,
  start: readonly number[],
): number[] {
  let weights = [...start];
  let loss = penalisedLoss(inputs, labels, start, weights);
  for (let step = 0; step < 50; step++) {
    const move = newtonStep(inputs, labels, start, weights);
    let scale = 1;
    let next = weights;
    let nextLoss = Infinity;
    for (; scale > 1e-6; scale /= 2) {
      next = weights.map((w, k) => w - scale * move[k]);
      nextLoss = penalisedLoss(inputs, labels, start, next);
      if (nextLoss <= loss) break;
    }
    if (!(loss - nextLoss > 1e-12 * Math.abs(loss))) break;
    weights = next;
    loss = nextLoss;
  }
  return weights;
}

function linear(inputs: readonly Float64Array[], weights: readonly number[], i: number): number {
  return inputs.reduce((sum, x, k) => sum + weights[k] * x[i], 0);
}

function penalisedLoss(
  inputs: readonly Float64Array[],
  labels: Uint8Array,
  start: readonly number[],
  weights: readonly number[],
): number {
  let loss = weights.reduce((sum, w, k) => sum + (priorRows / 2) * (w - start[k]) ** 2, 0);
  for (let i = 0; i < labels.length; i++) {
    const z = linear(inputs, weights, i);
    loss += softplus(labels[i] === 1 ? -z : z);
  }
  return loss;
}

function newtonStep(
  inputs: readonly Float64Array[],
  labels: Uint8Array,
  start: readonly number[],
  weights: readonly number[],
): number[] {
  const gradient = weights.map((w, k) => priorRows * (w - start[k]));
  const hessian = weights.map((_, j) => weights.map((_, k) => (j === k ? priorRows : 0)));
  for (let i = 0; i < labels.length; i++) {
    const p = sigmoid(linear(inputs, weights, i));
    for (let j = 0; j < weights.length; j++) {
      gradient[j] += (p - labels[i]) * inputs[j][i];
      for (let k = 0; k < weights.length; k++) hessian[j][k] += p * (1 - p) * inputs[j][i] * inputs[k][i];
    }
  }
  return solve(hessian, gradient);
}

/** Gaussian elimination; the matrix is symmetric and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    for (let r = i + 1; r < size; r++) {
      const factor = rows[r][i] / rows[i][i];
      for (let c = i; c <= size; c++) rows[r][c] -= factor * rows[i][c];
    }
  }
  const solution = right.map(() => 0);
  for (let i = size - 1; i >= 0; i--) {
    const known = solution.reduce((sum, x, c) => (c > i ? sum + rows[i][c] * x : sum), 0);
    solution[i] = (rows[i][size] - known) / rows[i][i];
  }
  return solution;
}
