import { addressOf, type Role, type Route, type Size, sizes, type Theme, themes } from "../support/routes.ts";

/** One picture of a page. */
export interface Screen {
  route: Route;
  size: Size;
  theme: Theme;
  language: "en" | "hi";
}

export function fileOf({ route, size, theme, language }: Screen): string {
  return `${[route.name, size, theme, ...(language === "en" ? [] : [language])].join("-")}.webp`;
}

const who: Readonly<Record<Role, string>> = {
  broker: "a broker",
  manager: "a manager",
  admin: "an administrator",
};
const languages = { en: "", hi: ", in Hindi" } as const;

/** The page of all pictures: a line a page and language, phone before desktop. */
export function indexPage(screens: readonly Screen[]): string {
  const columns = (["phone", "desktop"] as const).flatMap((size) =>
    themes.map((theme) => ({ size, theme, head: `${size} ${measure(size)}, ${theme}` })),
  );
  const rows = [...new Set(screens.map(({ route, language }) => `${route.name} ${language}`))];
  const sections = rows.map((row) => {
    const of = screens.filter(({ route, language }) => `${route.name} ${language}` === row);
    const [first] = of;
    if (!first) return "";
    const { route, language } = first;
    const [role] = route.seenBy;
    const seenAs = role ? `as ${who[role]} sees it` : "before signing in";
    const cells = columns.map(({ size, theme }) => {
      const shown = of.find((screen) => screen.size === size && screen.theme === theme);
      if (!shown) return "";
      const alt = `${addressOf(route, ":id")}, ${size}, ${theme}${languages[language]}`;
      return `[<img alt="${alt}" src="${fileOf(shown)}" width="${size === "phone" ? 160 : 420}">](${fileOf(shown)})`;
    });
    return [
      `## ${addressOf(route, ":id")}${languages[language]}`,
      `${seenAs[0]?.toUpperCase()}${seenAs.slice(1)}.`,
      [
        `| ${columns.map(({ head }) => head).join(" | ")} |`,
        `|${columns.map(() => "---").join("|")}|`,
        `| ${cells.join(" | ")} |`,
      ].join("\n"),
    ].join("\n\n");
  });
  const intro =
    "# Every page\n\nThe sample brokerage, on a phone and on a desktop, in both themes. `pnpm screens` makes this page and its pictures anew.";
  return `${[intro, ...sections].join("\n\n")}\n`;
}

function measure(size: Size): string {
  return `${sizes[size].width}×${sizes[size].height}`;
}
