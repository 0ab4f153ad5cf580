import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { withOwnResponses } from "../openapi/shared-responses.ts";
import type { OpenApiDocument } from "../openapi/without-unused.ts";
import { fieldsOf } from "./fields.ts";
import { Html, html } from "./html.ts";
import { type Described, operationSchema, operationSection } from "./operation.ts";

const documentSchema = z.looseObject({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const style = readFileSync(new URL("./style.css", import.meta.url), "utf8");

/** It runs nothing, and fetches nothing from anywhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The document for people to read: one page that needs neither scripts nor the internet. */
export function docsPage(written: OpenApiDocument): string {
  const { info, servers, tags, paths, components } = documentSchema.parse(withOwnResponses(written));
  const { schemas } = components;
  const [server = { url: "" }] = servers;
  const routes: Described[] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const chapters = tags.flatMap((tag) => {
    const of = routes.filter(({ operation }) => operation.tags.includes(tag.name));
    return of.length > 0 ? [{ ...tag, of }] : [];
  });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<link rel="icon" href="data:,">
<style>${styleSheet}</style>
</head>
<body>
<header>
<a class="skip" href="#read">Skip to the routes</a>
<p class="name">${info.title} <span>API ${info.version}</span></p>
<a href="/v1/openapi.json">OpenAPI 3.1</a>
</header>
<nav aria-label="Routes">${chapters.map(chapterLinks)}</nav>
<main id="read">
<h1>${info.title} API</h1>
${introduction(info.description, server.url)}
<section id="errors"><h2>Problems</h2>
<p>What is refused is answered as <code>application/problem+json</code> (RFC 9457). <code>code</code> stays the same, <code>detail</code> may be worded anew.</p>
${fieldsOf(schemas, schemas.Problem)}</section>
${chapters.map(
  ({
    name,
    description,
    of,
  }) => html`<section id="${name.toLowerCase()}"><h2>${name}</h2><p>${description}</p>
${of.map((each) => operationSection(server.url, schemas, each))}</section>`,
)}
</main>
</body>
</html>
`.text;
}

// The style sheet is ours, and its hash is that of every byte of it.
const styleSheet = new Html(style);

function chapterLinks({ name, of }: { name: string; of: readonly Described[] }): Html {
  return html`<p>${name}</p><ul>${of.map(
    ({ method, path, operation }) =>
      html`<li><a href="#${operation.operationId}"><span class="method">${method}</span> <code>${path.replace("/v1", "")}</code></a></li>`,
  )}</ul>`;
}

function introduction(description: string, server: string): Html {
  return html`<p>${description}</p>
<p>It answers at <code>${server}</code>. An administrator makes keys on the page <em>API keys</em>; send one with every request:</p>
<pre tabindex="0"><code>Authorization: Bearer ll_…</code></pre>`;
}
