import { useCallback, useState } from "react";

const none: ReadonlySet<string> = new Set();

/** The leads that are chosen together; another view begins with none. */
export function useChosen(viewText: string) {
  const [held, setHeld] = useState({ viewText, ids: none });
  const chosen = held.viewText === viewText ? held.ids : none;
  const choose = useCallback(
    (ids: readonly string[], on: boolean) =>
      setHeld((before) => {
        const known = before.viewText === viewText ? before.ids : none;
        const asked = new Set(ids);
        const kept = [...known].filter((id) => !asked.has(id));
        return { viewText, ids: new Set(on ? [...kept, ...ids] : kept) };
      }),
    [viewText],
  );
  const clear = useCallback(() => setHeld({ viewText, ids: none }), [viewText]);
  return { chosen, choose, clear };
}
