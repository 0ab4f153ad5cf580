const lifetimeMs = 1_000;
const mostKept = 10_000;

/**
 * `read`, asked at most once a second for the same key by this process; those who ask meanwhile share the answer.
 * A failure is not kept.
 */
export function rememberBriefly<Value>(
  read: (key: string) => Promise<Value>,
  now: () => number = performance.now.bind(performance),
): (key: string) => Promise<Value> {
  const kept = new Map<string, { until: number; value: Promise<Value> }>();
  return (key) => {
    const found = kept.get(key);
    if (found && now() < found.until) return found.value;
    kept.delete(key);
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    const entry = { until: now() + lifetimeMs, value: read(key) };
    kept.set(key, entry);
    entry.value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return entry.value;
  };
}
