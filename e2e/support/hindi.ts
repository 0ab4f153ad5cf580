import { expect, type Page } from "@playwright/test";

/** What people who read Hindi write in Latin letters too. */
const atHome: readonly string[] = ["LeadLift", "WhatsApp", "CRM", "English", "Enter", "alt+T"];

/**
 * Whatever the page shows or has read out stands in Hindi. `names`: of people and places, and what was typed in, which
 * stay as they are.
 */
export async function expectHindi(page: Page, names: readonly string[]): Promise<void> {
  const said = await page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: parent, textContent } = node;
      if (parent?.checkVisibility() && !parent.closest("script, style, kbd")) texts.push(textContent ?? "");
    }
    for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        if (element.checkVisibility()) texts.push(element.getAttribute(name) ?? "");
      }
    }
    return texts;
  });
  const kept = [...atHome, ...names].toSorted((a, b) => b.length - a.length);
  const english = said.filter((text) => {
    const rest = kept.reduce((left, name) => left.replaceAll(name, ""), text);
    return /[A-Za-z]{2,}/.test(rest);
  });
  expect.soft([...new Set(english)], `English words on ${page.url()}`).toEqual([]);
}
