import type { Report } from "@leadlift/scoring/report";
import { type Html, html } from "./html.ts";

const side = 320;
const margin = { left: 44, right: 12, top: 12, bottom: 40 };
const plot = { width: side - margin.left - margin.right, height: side - margin.top - margin.bottom };
const quarters = [0, 0.25, 0.5, 0.75, 1];

const across = (share: number) => (margin.left + share * plot.width).toFixed(1);
const up = (share: number) => (margin.top + (1 - share) * plot.height).toFixed(1);
export const percent = (share: number, digits = 0) => `${(100 * share).toFixed(digits)} %`;

/** Predicted against observed, both 0 to 1, a point a bin with its 95 % interval; the diagonal is exact. */
export function calibrationChart(bins: Report["calibration"]["bins"]): Html {
  const most = Math.max(1, ...bins.map((bin) => bin.n));
  const points = bins.map(
    (
      bin,
    ) => html`<g><title>${bin.n} leads: ${percent(bin.predicted, 1)} predicted, ${percent(bin.observed, 1)} observed</title>
<line class="interval" x1="${across(bin.predicted)}" x2="${across(bin.predicted)}" y1="${up(bin.low)}" y2="${up(bin.high)}"/>
<circle class="point" cx="${across(bin.predicted)}" cy="${up(bin.observed)}" r="${(2.5 + 3 * Math.sqrt(bin.n / most)).toFixed(1)}"/></g>`,
  );
  return figure("Calibration: predicted against observed share", "predicted", "observed", [
    html`<line class="reference" x1="${across(0)}" y1="${up(0)}" x2="${across(1)}" y2="${up(1)}"/>`,
    ...points,
  ]);
}

/** Share of all positives found in the best-ranked share of leads; the diagonal is calling at random. */
export function gainsChart(gains: Report["gains"]): Html {
  const line = [{ share: 0, captured: 0 }, ...gains]
    .map((point) => `${across(point.share)},${up(point.captured)}`)
    .join(" ");
  return figure(
    "Gains: share of positives found by calling the best first",
    "share of leads called",
    "found",
    [
      html`<line class="reference" x1="${across(0)}" y1="${up(0)}" x2="${across(1)}" y2="${up(1)}"/>`,
      html`<polyline class="curve" points="${line}"/>`,
    ],
  );
}

function figure(title: string, xLabel: string, yLabel: string, marks: readonly Html[]): Html {
  const grid = quarters.map(
    (
      share,
    ) => html`<line class="grid" x1="${across(0)}" x2="${across(1)}" y1="${up(share)}" y2="${up(share)}"/>
<text x="${margin.left - 6}" y="${up(share)}" dy="4" text-anchor="end">${Math.round(share * 100)}</text>
<text x="${across(share)}" y="${side - margin.bottom + 16}" text-anchor="middle">${Math.round(share * 100)}</text>`,
  );
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${side} ${side}" width="${side}" height="${side}">
${grid}
<text x="${across(0.5)}" y="${side - 6}" text-anchor="middle">${xLabel}, %</text>
<text transform="translate(11 ${up(0.5)}) rotate(-90)" text-anchor="middle">${yLabel}, %</text>
${marks}
</svg>`;
}
