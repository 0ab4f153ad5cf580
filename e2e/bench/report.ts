import type { WebFigures } from "./measure.ts";

/** The promised upper bounds; of scripts, that of the first screen. */
const goals = { lcpMs: 2500, inpMs: 100, cls: 0.05, listServerMs: 50, firstScreenKb: 170 } as const;
const firstScreen = "/today";

export interface WebResult {
  /** of the slowest page */
  lcpMs: number;
  /** of the slowest press */
  inpMs: number;
  cls: number;
  /** the middle of fifty */
  listServerMs: number;
  scriptKb: Readonly<Record<string, number>>;
}

export function asJson({ lcp, keyJ, outcome, cls, list, scriptKb }: WebFigures): WebResult {
  return {
    lcpMs: Math.max(...Object.values(lcp)),
    inpMs: Math.max(keyJ.slowest, outcome.slowest),
    cls,
    listServerMs: Number(list.p50.toFixed(1)),
    scriptKb,
  };
}

interface Line {
  what: string;
  shown: string;
  value: number;
  goal: number | null;
  unit: string;
}

/** The figures with their goals beside them, and in words which are lost. */
export function asTable(figures: WebFigures, leads: number): string {
  const lines = linesOf(figures);
  const width = Math.max(...lines.map(({ what }) => what.length));
  const rows = lines.map(({ what, shown, value, goal, unit }) => {
    const beside = goal === null ? "" : `goal: below ${goal}${unit}${value < goal ? "" : "   LOST"}`;
    return `${what.padEnd(width)}  ${shown.padStart(24)}  ${beside}`.trimEnd();
  });
  const lost = lines.filter(({ value, goal }) => goal !== null && value >= goal).map(({ what }) => what);
  const verdict = lost.length === 0 ? "Every goal is met." : `Lost: ${lost.join("; ")}.`;
  const head = `${leads.toLocaleString("en-IN")} leads; pages at 4× slower CPU, 9 Mbps, 100 ms; the server from this machine`;
  return [head, ...rows, verdict].map((line) => `${line}\n`).join("");
}

function linesOf({ lcp, keyJ, outcome, cls, list, today, scriptKb }: WebFigures): Line[] {
  const line = (what: string, value: number, shown: string, goal: number | null, unit = ""): Line => ({
    what,
    value,
    shown,
    goal,
    unit,
  });
  const pressed = (what: string, { slowest, middle }: WebFigures["keyJ"]) =>
    line(`INP of ${what}`, slowest, `${slowest} ms (middle ${middle})`, goals.inpMs, " ms");
  const served = (what: string, { p50, p95 }: WebFigures["list"], goal: number | null) =>
    line(`server time of ${what}`, p50, `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms`, goal, " ms");
  return [
    ...Object.entries(lcp).map(([path, ms]) => line(`LCP of ${path}`, ms, `${ms} ms`, goals.lcpMs, " ms")),
    pressed("J in the list", keyJ),
    pressed("a call's outcome", outcome),
    line("CLS", cls, String(cls), goals.cls),
    served("the list", list, goals.listServerMs),
    served("Today", today, goals.listServerMs),
    ...Object.entries(scriptKb).map(([path, kb]) =>
      line(`script of ${path}`, kb, `${kb} kB`, path === firstScreen ? goals.firstScreenKb : null, " kB"),
    ),
  ];
}
