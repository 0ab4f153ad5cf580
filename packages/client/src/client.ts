import { routes } from "./generated.ts";
import type { Call, OperationName } from "./operation-types.ts";
import { type SendOptions, send } from "./send.ts";

export interface ClientOptions extends Partial<Omit<SendOptions, "key" | "baseUrl">> {
  /** where the API answers, as https://api.example.in */
  baseUrl: string;
  /** a secret key: ll_… */
  key: string;
}

/** Every operation of the API by its name. */
export type LeadLift = { readonly [Name in OperationName]: Call<Name> };

interface AnyInput {
  path?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

interface Route {
  method: string;
  path: string;
  once?: boolean;
}

/** Calls throw `Problem` for what is refused. Four attempts of thirty seconds each, unless it is said. */
export function leadLift({ timeoutMs = 30_000, attempts = 4, ...where }: ClientOptions): LeadLift {
  const options: SendOptions = { ...where, timeoutMs, attempts };
  const calls = Object.entries<Route>(routes).map(([name, { method, path, once }]) => {
    const call = ({ path: parts = {}, query = {}, body, idempotencyKey, signal }: AnyInput = {}) =>
      send(options, {
        method,
        path: path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(parts[part]))),
        query,
        body,
        idempotencyKey: idempotencyKey ?? (once ? crypto.randomUUID() : undefined),
        signal,
      });
    return [name, call];
  });
  return Object.fromEntries(calls);
}
