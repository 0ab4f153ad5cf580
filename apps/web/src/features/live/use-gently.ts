import { useEffect, useState } from "react";
import { untilAtRest, watchTouches } from "./at-rest.ts";

/**
 * The latest value, held back while a finger, a sheet or a touch just now would have things move below it. `release`
 * shows it at once.
 */
export function useGently<Value>(latest: Value): { shown: Value; held: boolean; release(): void } {
  const [shown, setShown] = useState(latest);
  useEffect(watchTouches, []);
  useEffect(() => {
    if (shown === latest) return;
    let timer = 0;
    const settle = () => {
      const wait = untilAtRest();
      if (wait === 0) setShown(latest);
      else timer = window.setTimeout(settle, wait);
    };
    settle();
    return () => window.clearTimeout(timer);
  }, [shown, latest]);
  return { shown, held: shown !== latest, release: () => setShown(latest) };
}
