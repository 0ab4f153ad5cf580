import { type RefObject, useLayoutEffect, useRef } from "react";

const moveMs = 220;

/**
 * Lets the children that carry `data-lead` slide to their new places when `order` changes, for whoever wants motion.
 * `moves` false: it is another list, and nothing slides.
 */
export function useFlip(list: RefObject<HTMLElement | null>, order: string, moves = true): void {
  const places = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured before belongs to another order
  useLayoutEffect(() => {
    const still = !moves || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const before = places.current;
    const after = new Map<string, number>();
    for (const element of list.current?.querySelectorAll<HTMLElement>("[data-lead]") ?? []) {
      const id = element.dataset.lead ?? "";
      const top = element.offsetTop;
      const from = before.get(id);
      after.set(id, top);
      if (still || before.size === 0 || from === top) continue;
      const start = from === undefined ? { opacity: 0 } : { transform: `translateY(${from - top}px)` };
      element.animate([start, {}], { duration: moveMs, easing: "ease-out" });
    }
    places.current = after;
  }, [order]);
}
