import { z } from "zod";
import { fieldsOf, type Schemas, typeOf } from "./fields.ts";
import { type Html, html } from "./html.ts";

const media = z.looseObject({
  schema: z.unknown().optional(),
  example: z.unknown().optional(),
  examples: z.unknown().optional(),
});
const contents = z.record(z.string(), media);
export const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().default(""),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  "x-scope": z.string().optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: z.unknown().optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content: contents }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: contents.optional() })),
});
export type DescribedOperation = z.output<typeof operationSchema>;

export interface Described {
  method: string;
  path: string;
  operation: DescribedOperation;
}

/** One route: what it takes and gives, and a call of it to copy. */
export function operationSection(server: string, schemas: Schemas, described: Described): Html {
  const { method, path, operation } = described;
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const scope = operation["x-scope"];
  const body = requestBody?.content["application/json"];
  return html`<article id="${operationId}">
<h3><a href="#${operationId}">${summary}</a></h3>
<p class="route"><span class="method">${method}</span> <code>${path}</code>${scope && html` <span class="scope">${scope}</span>`}</p>
${description && html`<p>${description}</p>`}
${parameters.length > 0 && html`<h4>Parameters</h4><ul class="fields">${parameters.map((each) => parameterRow(schemas, each))}</ul>`}
${body && html`<h4>Body</h4>${fieldsOf(schemas, body.schema) ?? html`<p class="type">${typeOf(schemas, body.schema)}</p>`}`}
<h4>Try it</h4>
<pre tabindex="0"><code>${curlOf(server, described)}</code></pre>
<h4>Answers</h4>
${Object.entries(responses).map(([status, answer]) => answerRow(schemas, status, answer))}
</article>`;
}

function parameterRow(schemas: Schemas, { name, in: place, required, description, schema }: Parameter): Html {
  const where = place === "header" ? "header" : place === "path" ? "in the address" : "query";
  return html`<li><code>${name}</code> <span class="type">${typeOf(schemas, schema)}, ${where}</span>${
    required && html` <span class="needed">required</span>`
  }${description && html`<p>${description}</p>`}</li>`;
}

type Parameter = DescribedOperation["parameters"][number];
type Answer = DescribedOperation["responses"][string];

function answerRow(schemas: Schemas, status: string, { description, content }: Answer): Html {
  const json = content?.["application/json"];
  const fields = json && fieldsOf(schemas, json.schema);
  const said = html`<span class="status s${status.charAt(0)}">${status}</span> ${description}`;
  if (!fields) return html`<p class="answer">${said}</p>`;
  return html`<details class="answer"><summary>${said}</summary>${fields}</details>`;
}

/** As one types it in a shell, with the example of its body. */
export function curlOf(server: string, { method, path, operation }: Described): string {
  const body = operation.requestBody?.content["application/json"];
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${server}${path.replace(/\{(\w+)\}/g, "$1")}`,
  ];
  if (operation["x-scope"] !== undefined) lines.push(`-H "Authorization: Bearer $LEADLIFT_KEY"`);
  if (body) {
    lines.push(`-H "Content-Type: application/json"`);
    lines.push(`-d '${JSON.stringify(exampleOf(body) ?? {}, null, 2).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

function exampleOf(body: z.output<typeof media>): unknown {
  if (body.example !== undefined) return body.example;
  const named = z.record(z.string(), z.object({ value: z.unknown() })).safeParse(body.examples).data ?? {};
  return Object.values(named)[0]?.value;
}
