export { binNumbers, sortNumbers } from "./binning";
export { differentiateLogistic, differentiateSquared, quantise } from "./gradients";
export { buildHistogram, countRows, subtractCounts, subtractHistogram } from "./histogram";
export { addToRows, divideRows, interleave } from "./rows";
export { findBestSplit, sumBins } from "./split";
