import { z } from "zod";
import { type Html, html } from "./html.ts";

const schemaNode = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  maxLength: z.number().optional(),
  default: z.unknown().optional(),
});
type Node = z.output<typeof schemaNode>;

export type Schemas = Readonly<Record<string, unknown>>;

const deepest = 6;

/** What an object holds, as a list of its fields; what is in a field stands below it. */
export function fieldsOf(schemas: Schemas, schema: unknown, depth = 0): Html | null {
  const node = resolved(schemas, schema);
  const choices = alternatives(schemas, node).filter((each) => each.properties ?? each.items);
  if (choices.length > 1 && choices.some((each) => each.properties)) {
    return html`${choices.map(
      (each, at) => html`<p class="or">${at === 0 ? "either" : "or"}</p>${fieldsOf(schemas, each, depth)}`,
    )}`;
  }
  const [inner = node] = choices;
  if (inner.items !== undefined) return fieldsOf(schemas, inner.items, depth);
  const fields = Object.entries(inner.properties ?? {});
  if (fields.length === 0 || depth > deepest) return null;
  return html`<ul class="fields">${fields.map(([name, field]) => fieldRow(schemas, name, field, inner.required, depth))}</ul>`;
}

function fieldRow(
  schemas: Schemas,
  name: string,
  schema: unknown,
  required: readonly string[],
  depth: number,
): Html {
  const node = resolved(schemas, schema);
  const { description } = schemaNode.parse(schema);
  return html`<li><code>${name}</code> <span class="type">${typeOf(schemas, node)}</span>${
    required.includes(name) && html` <span class="needed">required</span>`
  }${(description ?? node.description) && html`<p>${description ?? node.description}</p>`}${fieldsOf(schemas, schema, depth + 1)}</li>`;
}

/** In words, with its limits: "list of up to 50 objects". */
export function typeOf(schemas: Schemas, schema: unknown): string {
  const node = resolved(schemas, schema);
  const choices = alternatives(schemas, node);
  if (choices.length > 1) return [...new Set(choices.map((each) => typeOf(schemas, each)))].join(" or ");
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return node.enum.map((each) => JSON.stringify(each)).join(" · ");
  if (node.items !== undefined) {
    const most = node.maxItems === undefined ? "" : `up to ${node.maxItems.toLocaleString("en-IN")} `;
    return `list of ${most}${typeOf(schemas, node.items).replace(/^(UUID|[a-z]+)(?=$|,)/, "$1s")}`;
  }
  if (node.format) return formats[node.format] ?? node.format;
  const [type = "anything"] = [node.type].flat();
  return `${type}${limitsOf(node)}${usual(node)}`;
}

function usual({ default: value }: Node): string {
  return value === undefined || value === null || typeof value === "object"
    ? ""
    : `, usual ${JSON.stringify(value)}`;
}

const formats: Readonly<Record<string, string>> = {
  uuid: "UUID",
  "date-time": "time, ISO 8601",
  date: "day, ISO 8601",
};

function limitsOf({ minimum, maximum, maxLength }: Node): string {
  if (maxLength !== undefined) return `, at most ${maxLength.toLocaleString("en-IN")} characters`;
  const bound = (value: number | undefined) =>
    value === undefined || Math.abs(value) > 1e12 ? "" : value.toLocaleString("en-IN");
  const [least, most] = [bound(minimum), bound(maximum)];
  if (least && most) return `, ${least} to ${most}`;
  if (least) return `, at least ${least}`;
  return most && `, at most ${most}`;
}

function alternatives(schemas: Schemas, node: Node): Node[] {
  const choices = node.anyOf ?? node.oneOf;
  return choices ? choices.flatMap((each) => alternatives(schemas, resolved(schemas, each))) : [node];
}

function resolved(schemas: Schemas, schema: unknown): Node {
  const node = schemaNode.parse(schema ?? {});
  if (node.$ref === undefined) return node;
  return schemaNode.parse(schemas[node.$ref.split("/").at(-1) ?? ""] ?? {});
}
