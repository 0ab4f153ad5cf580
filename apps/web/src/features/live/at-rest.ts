const restMs = 1000;

/** Fingers and buttons that are down, by the pointer's id. */
const down = new Set<number>();
let touchedAt = 0;
let watching = false;

/** Begins to notice touches; before, none is known of. Once is enough. */
export function watchTouches(): void {
  if (watching) return;
  watching = true;
  const touched = () => {
    touchedAt = Date.now();
  };
  const on = <Kind extends keyof DocumentEventMap>(
    kind: Kind,
    run: (event: DocumentEventMap[Kind]) => void,
  ) =>
    document.addEventListener(
      kind,
      (event) => {
        run(event);
        touched();
      },
      { capture: true, passive: true },
    );
  on("pointerdown", ({ pointerId }) => down.add(pointerId));
  on("pointerup", ({ pointerId }) => down.delete(pointerId));
  // A finger that begins to scroll is no pointer any more, and still down.
  on("pointercancel", ({ pointerId, pointerType }) => pointerType !== "touch" && down.delete(pointerId));
  for (const end of ["touchend", "touchcancel"] as const) {
    on(end, ({ touches }) => touches.length === 0 && down.clear());
  }
  for (const kind of ["touchmove", "wheel", "keydown"] as const) on(kind, () => undefined);
}

/** ms until things may move: no finger down, no sheet open, a second since the last touch. 0: now. */
export function untilAtRest(): number {
  if (down.size > 0 || document.querySelector("[role=dialog], [role=menu]")) return restMs;
  return Math.max(0, touchedAt + restMs - Date.now());
}
