import { z } from "zod";
import { type OpenApiDocument, openApiDocument } from "./without-unused.ts";

const responses = z.record(z.string(), z.unknown());
const paths = z.record(z.string(), z.record(z.string(), z.looseObject({ responses })));
const reference = z.strictObject({ $ref: z.string().startsWith("#/components/responses/") });

/** Most routes refuse alike: each way is written once, under its name, and referred to. */
export function withSharedResponses(
  document: unknown,
  named: Readonly<Record<string, object>>,
  headers: Readonly<Record<string, object>>,
): OpenApiDocument {
  const names = new Map(Object.entries(named).map(([name, response]) => [JSON.stringify(response), name]));
  const shared = mapResponses(document, (response) => {
    const name = names.get(JSON.stringify(response));
    return name === undefined ? response : { $ref: `#/components/responses/${name}` };
  });
  const told = Object.entries(named).map(([name, response]) => [
    name,
    name in headers ? { ...response, headers: headers[name] } : response,
  ]);
  return { ...shared, components: { ...shared.components, responses: Object.fromEntries(told) } };
}

/** The same with every response where it is given, for who reads one route. */
export function withOwnResponses(document: unknown): OpenApiDocument {
  const shared = responses.safeParse(openApiDocument.parse(document).components.responses).data ?? {};
  return mapResponses(document, (response) => {
    const { data } = reference.safeParse(response);
    return data ? shared[data.$ref.split("/").at(-1) ?? ""] : response;
  });
}

function mapResponses(written: unknown, change: (response: unknown) => unknown): OpenApiDocument {
  const document = openApiDocument.parse(written);
  const changed = Object.entries(paths.parse(document.paths)).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => {
        const own = Object.entries(operation.responses).map(([status, response]) => [
          status,
          change(response),
        ]);
        return [method, { ...operation, responses: Object.fromEntries(own) }];
      }),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(changed) };
}
