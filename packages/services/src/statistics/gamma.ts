const tiny = 1e-300;
const precision = 1e-13;
const mostTerms = 10_000;

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** Natural logarithm of Γ(x), x > 0 (Lanczos, g = 7): 14 digits or so. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = 0.9999999999998099;
  for (const [i, term] of lanczos.entries()) sum += term / (x + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** P(X ≤ x) of a gamma distribution with mean shape ÷ rate: the series below its middle, the continued fraction above. */
export function gammaCdf(x: number, shape: number, rate: number): number {
  const scaled = x * rate;
  if (scaled <= 0) return 0;
  const front = Math.exp(shape * Math.log(scaled) - scaled - logGamma(shape));
  return scaled < shape + 1 ? front * series(scaled, shape) : 1 - front * continuedFraction(scaled, shape);
}

function series(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let i = 1; i < mostTerms && term > sum * precision; i++) {
    term *= x / (shape + i);
    sum += term;
  }
  return sum;
}

/** Lentz's way of computing it. */
function continuedFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let product = d;
  for (let i = 1; i < mostTerms; i++) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / (Math.abs(a * d + b) < tiny ? tiny : a * d + b);
    c = Math.abs(b + a / c) < tiny ? tiny : b + a / c;
    product *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return product;
}

/** The x with P(X ≤ x) = share, 0 < share < 1. */
export function gammaQuantile(share: number, shape: number, rate: number): number {
  let low = 0;
  let high = (shape + 10 * Math.sqrt(shape) + 20) / rate;
  for (let i = 0; i < 100 && high - low > 1e-9 * high; i++) {
    const middle = (low + high) / 2;
    if (gammaCdf(middle, shape, rate) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
