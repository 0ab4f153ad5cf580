import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

interface Operation {
  operationId?: string;
  parameters?: readonly { name: string; in: string }[];
}

/** The source of `generated.ts`: the document's types, and where each operation is. */
export async function generate(document: OpenAPI3): Promise<string> {
  const types = astToString(await openapiTS(document, { alphabetize: true }));
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(
      ([method, { operationId = "", parameters = [] }]) => {
        const once = parameters.some((each) => each.in === "header" && each.name === "idempotency-key");
        const row = { method: method.toUpperCase(), path, ...(once && { once }) };
        return `  ${operationId}: ${JSON.stringify(row)},\n`;
      },
    ),
  );
  return `// Made from openapi.json by \`pnpm client\`: change the routes, not this file.\n${types}
/** Where each operation is; \`once\`: it takes an Idempotency-Key. */
export const routes = {\n${routes.sort().join("")}} as const;\n`;
}
