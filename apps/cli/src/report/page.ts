import type { Report } from "@leadlift/scoring/report";
import { landmarkText, liftRows, liftText, windowText } from "@leadlift/scoring/words";
import { calibrationChart, gainsChart, percent } from "./charts.ts";
import { type Html, html } from "./html.ts";
import { style } from "./style.ts";

export interface ReportSubject {
  /** name of the file that was learnt from */
  file: string;
  target: string;
  positive: string;
  published: boolean;
  whyNot: string | null;
  warnings: readonly string[];
  trainedAt: Date;
}

/** The report as one file: no scripts, nothing fetched, readable in light, dark and by a screen reader. */
export function reportPage(report: Report, subject: ReportSubject): string {
  const title = `${subject.target} = ${subject.positive}: what was learnt from ${subject.file}`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style></head>
<body><main>
<header><h1>${title}</h1>
<p class="faint">Trained ${subject.trainedAt.toISOString().slice(0, 16).replace("T", " ")} UTC in ${report.trainSeconds.toFixed(1)} s on
${count(report.trainRows)} rows; how good it is was measured on ${count(report.testRows)} rows that nothing was fitted on
(${splitWords(report.split)}).${rowsWords(report)}</p></header>
${subject.published ? null : html`<p class="notice" role="note"><strong>Not published.</strong> ${subject.whyNot ?? ""}</p>`}
${warnings(subject.warnings)}
${metrics(report)}
<section class="pair">
<figure><h2>Does “40 %” mean 40 %?</h2>${calibrationChart(report.calibration.bins)}
<figcaption>On the diagonal, the prediction is right. Bars are 95 % intervals.</figcaption>
${calibrationTable(report.calibration.bins)}</figure>
<figure><h2>How early are they found?</h2>${gainsChart(report.gains)}
<figcaption>Calling the best first, against calling at random (dashed).</figcaption>${gainsTable(report.gains)}</figure>
</section>
${featureLift(report.lift)}
${topFeatures(report.topFeatures)}
${columns(report.columns)}
</main></body></html>
`.markup;
}

const count = (n: number) => n.toLocaleString("en-IN");

function splitWords(split: Report["split"]): string {
  const share = percent(split.testShare);
  if (split.kind === "time") return `the latest ${share}`;
  if (split.kind === "given") return `${share}, chosen by you`;
  return `${share}, drawn at random with the same share of positives`;
}

function rowsWords({ window, landmarks }: Report): string {
  const sentences = [
    ...(window ? [windowText(window, "UTC")] : []),
    ...(landmarks ? [landmarkText(landmarks)] : []),
  ];
  return sentences.map((sentence) => ` ${sentence}`).join("");
}

function warnings(sentences: readonly string[]): Html | null {
  if (sentences.length === 0) return null;
  const items = sentences.map((sentence) => html`<li>${sentence}</li>`);
  return html`<section class="notice"><h2>Please check</h2><ul>${items}</ul></section>`;
}

function metrics(report: Report): Html {
  const rows: [string, string, string][] = [
    [
      "AUC",
      report.auc.toFixed(3),
      `${interval(report.aucInterval)}; how often a positive outranks a negative, 0.5 is chance`,
    ],
    ["Precision at 20 %", percent(report.precisionAt20), "positives among the best fifth"],
    ["Lift at 20 %", `${report.liftAt20.toFixed(2)} ×`, "against calling at random"],
    ["Lift at 10 %", `${report.liftAt10.toFixed(2)} ×`, "against calling at random"],
    ["Precision–recall AUC", report.prAuc.toFixed(3), "area under precision by recall"],
    ["Brier score", report.brier.toFixed(4), "mean squared error of the probability; lower is better"],
    ["Log loss", report.logLoss.toFixed(4), "mean surprise at the outcome; lower is better"],
    ["Calibration error", percent(report.ece, 1), "mean distance of predicted from observed"],
  ];
  return html`<section><h2>In figures</h2>
<p class="faint">${count(report.rows)} rows, ${count(report.positives)} positive (${percent(report.positives / report.rows, 1)}).</p>
<dl>${rows.map(([name, value, meaning]) => html`<div><dt>${name}</dt><dd><b>${value}</b><span>${meaning}</span></dd></div>`)}</dl></section>`;
}

function interval({ low, high }: Report["aucInterval"]): string {
  return `95 % interval ${low.toFixed(3)} – ${high.toFixed(3)}`;
}

function calibrationTable(bins: Report["calibration"]["bins"]): Html {
  const rows = bins.map(
    (bin) => html`<tr><td>${percent(bin.predicted, 1)}</td><td>${percent(bin.observed, 1)}</td>
<td>${percent(bin.low, 1)} – ${percent(bin.high, 1)}</td><td>${count(bin.n)}</td></tr>`,
  );
  return html`<details><summary>As a table</summary><table><thead><tr><th scope="col">Predicted</th><th scope="col">Observed</th>
<th scope="col">95 % interval</th><th scope="col">n</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function gainsTable(gains: Report["gains"]): Html {
  const rows = gains.map(
    (point) => html`<tr><td>${percent(point.share)}</td><td>${percent(point.captured, 1)}</td></tr>`,
  );
  return html`<details><summary>As a table</summary><table><thead><tr><th scope="col">Leads called</th>
<th scope="col">Positives found</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function featureLift(lift: Report["lift"]): Html | null {
  if (!lift) return null;
  const rows = liftRows(lift).map(
    ({ name, auc, low, high, gain }) => html`<tr><th scope="row">${name}</th><td>${auc.toFixed(3)}</td>
<td>${low.toFixed(3)} – ${high.toFixed(3)}</td><td>${gain && `${gain.auc} (${gain.range})`}</td></tr>`,
  );
  return html`<section><h2>What features bring</h2><p class="faint">${liftText(lift)}</p>
<table><thead><tr><th scope="col">A model that is given</th><th scope="col">AUC</th><th scope="col">95 % interval</th>
<th scope="col">Above the first</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function topFeatures(features: Report["topFeatures"]): Html {
  const largest = Math.max(...features.map((feature) => feature.share), Number.EPSILON);
  const rows = features.map(
    (feature) => html`<tr><th scope="row">${feature.label}</th>
<td class="bar"><svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none"><rect width="${((100 * feature.share) / largest).toFixed(1)}" height="8" rx="1"/></svg></td>
<td>${percent(feature.share, 1)}</td></tr>`,
  );
  return html`<section><h2>What the score listens to</h2>
<p class="faint">Share of all movement of the score, over the training rows.</p>
<table class="features"><thead><tr><th scope="col">Column</th><th scope="col"><span class="spoken">As a bar</span></th>
<th scope="col">Share</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function columns(all: Report["columns"]): Html {
  const rows = all.map(
    (
      column,
    ) => html`<tr><th scope="row">${column.name}</th><td>${column.kind}</td><td>${column.used ? "yes" : "no"}</td>
<td>${count(column.missing)}</td><td>${column.note}</td></tr>`,
  );
  return html`<section><h2>Columns</h2><details><summary>${all.length} columns, ${all.filter((column) => column.used).length} used</summary>
<table class="columns"><thead><tr><th scope="col">Column</th><th scope="col">Kind</th><th scope="col">Used</th>
<th scope="col">Empty</th><th scope="col">Note</th></tr></thead><tbody>${rows}</tbody></table></details></section>`;
}
