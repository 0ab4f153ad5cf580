const mostKept = 10_000;

/** Lets `perSecond` calls a second through for each key, and as many at once after a pause. */
export function rateLimit(
  perSecond: number,
  now: () => number = performance.now.bind(performance),
): (key: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key) => {
    const time = now();
    const { left, at } = buckets.get(key) ?? { left: perSecond, at: time };
    const filled = Math.min(perSecond, left + ((time - at) / 1_000) * perSecond);
    buckets.delete(key);
    const [oldest] = buckets.keys();
    if (buckets.size >= mostKept && oldest !== undefined) buckets.delete(oldest);
    buckets.set(key, { left: filled >= 1 ? filled - 1 : filled, at: time });
    return filled >= 1;
  };
}
