import type { Language } from "@leadlift/scoring/words";
import type { Facts } from "./facts.ts";
import { hindi } from "./hindi.ts";

/** A sentence that people may read, in English; {names} stand for facts. Each of them is there in Hindi, too. */
export type Sentence = keyof typeof hindi;

/** One that is worded already, or that only programs and operators read. */
export interface Worded {
  worded: string;
}

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type WithFacts = Extract<Sentence, `${string}{${string}`>;

/** A sentence with all the facts that it names, and others that go with it. */
export type Said =
  | [sentence: Exclude<Sentence, WithFacts> | Worded, facts?: Facts]
  | {
      [S in WithFacts]: [sentence: S, facts: Facts & Readonly<Record<Names<S>, string | number>>];
    }[WithFacts];

/** The sentence as it stands, with {names}. */
export function templateOf([sentence]: Said): string {
  return typeof sentence === "string" ? sentence : sentence.worded;
}

/** What was said, in a language; in English where it has no words of its own there. */
export function say(template: string, facts: Facts | undefined, language: Language = "en"): string {
  const own = language === "hi" && Object.hasOwn(hindi, template) ? hindi[template as Sentence] : template;
  return typeof own === "string" ? filled(own, facts) : own(facts ?? {});
}

function filled(template: string, facts: Facts = {}): string {
  return template.replaceAll(/\{(\w+)\}/g, (name, key: string) => {
    const fact = facts[key];
    if (fact === undefined || fact === null) return name;
    return typeof fact === "number" ? fact.toLocaleString("en-IN") : String(fact);
  });
}
