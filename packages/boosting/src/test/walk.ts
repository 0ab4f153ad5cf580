import { codesOf, type Forest } from "../forest/forest.ts";

/** Whether value x goes left at an inner node, by the rules' own words (P1, P2). */
export function goesLeft(forest: Forest, node: number, x: number): boolean {
  const codes = codesOf(forest, node);
  if (codes) return codes.includes(x);
  return Number.isNaN(x) ? forest.missingLeft[node] === 1 : x <= forest.threshold[node];
}

/** Margin by P3: the base score, and each tree's leaf added in turn. */
export function walkedMargin(forest: Forest, row: Float32Array): number {
  let margin = forest.baseScore;
  for (const root of forest.roots) {
    let node = root;
    while (forest.feature[node] >= 0) {
      node = goesLeft(forest, node, row[forest.feature[node]]) ? forest.left[node] : forest.right[node];
    }
    margin += forest.value[node];
  }
  return margin;
}
