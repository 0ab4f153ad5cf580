import { useEffect, useRef } from "react";
import { isTyping, useSingleKeys } from "../shell/single-keys.ts";

/** Single keys of a list, for those who have them on. */
export function useListKeys(actions: Readonly<Record<string, () => void>>): void {
  const on = useSingleKeys();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      // Enter on a link or a button is theirs.
      if (event.key === "Enter" && event.target !== document.body) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [on]);
}
