export { binNumbers, sortNumbers } from "./binning";
export { differentiateLogistic, differentiateSquared, quantise } from "./gradients";
export { buildHistogram, clear, countRows, subtractCounts, subtractHistogram } from "./histogram";
export { addToRows, copy, divideRows, interleave } from "./rows";
export { findBestSplit, sumBins } from "./split";
