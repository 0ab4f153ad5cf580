const restMs = 1000;

let down = 0;
let touchedAt = 0;
let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  const touched = () => {
    touchedAt = Date.now();
  };
  const options = { capture: true, passive: true };
  document.addEventListener(
    "pointerdown",
    () => {
      down += 1;
      touched();
    },
    options,
  );
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(
      end,
      () => {
        down = Math.max(0, down - 1);
        touched();
      },
      options,
    );
  }
  for (const kind of ["touchmove", "wheel", "keydown"]) document.addEventListener(kind, touched, options);
}

/** ms until things may move: no finger down, no sheet open, a second since the last touch. 0: now. */
export function untilAtRest(): number {
  watch();
  if (down > 0 || document.querySelector("[role=dialog], [role=menu]")) return restMs;
  return Math.max(0, touchedAt + restMs - Date.now());
}
