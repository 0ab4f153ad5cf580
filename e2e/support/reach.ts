import type { Page } from "@playwright/test";

const pressable = "a[href], button, input, select, textarea, summary, [role=button], [role=slider]";

/**
 * What a thumb could miss: everything pressable that does not answer all over a square of so many pixels around its
 * middle. Links within a line of text are as high as the line, and are let be.
 */
export function smallTargets(page: Page, pixels: number): Promise<string[]> {
  return page.evaluate(
    ({ pressable, reach }) => {
      const isShown = (element: Element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        element.closest("[inert], [aria-hidden=true]") === null &&
        element.getClientRects().length > 0;
      const isInline = (element: Element) =>
        element.tagName === "A" &&
        getComputedStyle(element).display === "inline" &&
        getComputedStyle(element, "::after").position !== "absolute";
      return [...document.querySelectorAll<HTMLElement>(pressable)].flatMap((element) => {
        if (!isShown(element) || isInline(element)) return [];
        // What only readers and the keyboard come to is a point; a file's box is pressed by its label.
        const isPoint = element.offsetWidth <= 1;
        const labels = element instanceof HTMLInputElement ? element.labels : null;
        const target = element.closest("label") ?? (isPoint ? labels?.[0] : element);
        if (!target) return [];
        target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        const { left, right, top, bottom } = target.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const missed = [
          [x - reach, y],
          [x + reach, y],
          [x, y - reach],
          [x, y + reach],
        ].some(([atX = 0, atY = 0]) => {
          const hit = document.elementFromPoint(atX, atY);
          return hit === null || !(target.contains(hit) || hit.contains(element));
        });
        const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
        const size = `${Math.round(right - left)} × ${Math.round(bottom - top)}`;
        return missed ? [`${element.tagName} “${name.trim().slice(0, 40)}”, ${size}`] : [];
      });
    },
    { pressable, reach: pixels / 2 - 1 },
  );
}

/** What Tab comes to that does not show that it has the focus, or lies behind something; at most so many stops. */
export async function hiddenFocus(page: Page, stops: number): Promise<string[]> {
  const found: string[] = [];
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press("Tab");
    const { ended, fault } = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return { ended: true, fault: null };
      const shown = [element, element.closest("label")].find((each) => each && each.offsetWidth > 4);
      const style = shown && getComputedStyle(shown);
      // Within a day or an hour the browser marks the part that has it.
      const isInside =
        element.matches("input[type=date], input[type=time]") && !element.matches(":focus-visible");
      const seen = style && style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1.5;
      const box = (shown ?? element).getBoundingClientRect();
      const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      const bare = hit !== null && (shown?.contains(hit) === true || hit.contains(element));
      const name = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40);
      const fault = !seen && !isInside ? "shows no focus" : !bare ? "is behind something" : null;
      return { ended: false, fault: fault && `${element.tagName} “${name}” ${fault}` };
    });
    if (ended) break;
    if (fault) found.push(fault);
  }
  return found;
}

/** What still moves though no motion was asked for. */
export function motions(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { duration } = animation.effect?.getComputedTiming() ?? {};
      const moves = animation.playState === "running" && Number(duration) > 10;
      return moves ? [animation.id || animation.constructor.name] : [];
    }),
  );
}
