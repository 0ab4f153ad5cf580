/**
 * How many leads stand elsewhere in the latest order than in the one that is shown: came, gone or moved. One that came
 * at the top and the one it pushed off the end count once. `whole`: the latest order has an end.
 */
export function outOfPlace(shown: readonly string[], latest: readonly string[], whole: boolean): number {
  const length = whole ? Number.POSITIVE_INFINITY : Math.min(shown.length, latest.length);
  const before = shown.slice(0, length);
  const after = latest.slice(0, length);
  const placeBefore = new Map(before.map((id, place) => [id, place]));
  const stayed = after.flatMap((id) => placeBefore.get(id) ?? []);
  const came = after.length - stayed.length;
  const gone = before.length - stayed.length;
  return Math.max(came, gone) + stayed.length - longestRising(stayed);
}

/** Length of the longest part, not necessarily of neighbours, that rises: what need not move. */
function longestRising(places: readonly number[]): number {
  // The lowest end of a rising part of each length so far.
  const ends: number[] = [];
  for (const place of places) {
    let at = 0;
    let above = ends.length;
    while (at < above) {
      const middle = (at + above) >> 1;
      if ((ends[middle] ?? 0) < place) at = middle + 1;
      else above = middle;
    }
    ends[at] = place;
  }
  return ends.length;
}
