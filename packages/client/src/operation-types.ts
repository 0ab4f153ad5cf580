import type { operations } from "./generated.ts";

export type OperationName = keyof operations;

type Json<Holder> = Holder extends { content: { "application/json": infer Body } } ? Body : never;
type Without<Key extends string> = { [key in Key]?: never };
type Given<Key extends string, Value> = [NonNullable<Value>] extends [never]
  ? Without<Key>
  : undefined extends Value
    ? { [key in Key]?: Value }
    : { [key in Key]: Value };

type Parameters<O> = O extends { parameters: infer P } ? P : never;
type At<Holder, Key> = Key extends keyof Holder ? Holder[Key] : never;

/** What an operation takes: the parts of its address, its query, its body. */
export type InputOf<Name extends OperationName> = Given<"path", At<Parameters<operations[Name]>, "path">> &
  Given<"query", At<Parameters<operations[Name]>, "query">> &
  Given<"body", operations[Name] extends { requestBody: infer B } ? Json<B> : never> & {
    /** yours, for this call and no other; made up where the operation takes one and none is given */
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

type Responses<Name extends OperationName> = operations[Name]["responses"];

/** What an operation answers when it is done. */
export type AnswerOf<Name extends OperationName> =
  | {
      [Status in keyof Responses<Name> & (200 | 201 | 202)]: Json<Responses<Name>[Status]>;
    }[keyof Responses<Name> & (200 | 201 | 202)]
  | (204 extends keyof Responses<Name> ? undefined : never);

export type Call<Name extends OperationName> =
  Record<never, never> extends InputOf<Name>
    ? (input?: InputOf<Name>) => Promise<AnswerOf<Name>>
    : (input: InputOf<Name>) => Promise<AnswerOf<Name>>;
