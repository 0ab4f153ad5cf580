import type { PlainValue } from "./mapping.ts";
import type { EnrichmentSubject } from "./template.ts";

/** Somebody who is asked what is known of a person or a company. */
export interface EnrichmentAdapter {
  /** What of the subject its question uses; null: a value that it needs is not known, and nothing can be asked. */
  question(subject: EnrichmentSubject): EnrichmentQuestion | null;
}

export interface EnrichmentQuestion {
  /** the same for the same question, whoever it is asked for */
  text: string;
  /** it tells who the person is; otherwise it asks of a company and any colleague may use its answer */
  ofPerson: boolean;
  /** Throws EnrichmentFailure, or the signal's reason. */
  ask(signal: AbortSignal): Promise<EnrichmentAnswer>;
}

/** `unknown`: the provider knows nothing of it. Keys are an attribute's without the prefix. */
export type EnrichmentAnswer =
  | { status: "found"; values: Readonly<Record<string, PlainValue>> }
  | { status: "unknown" };

export class EnrichmentFailure extends Error {
  override name = "EnrichmentFailure";
  readonly code: string;
  /** asking again may help */
  readonly retry: boolean;
  /** false: the question certainly reached nobody, so it counts against no budget */
  readonly sent: boolean;

  constructor(code: string, { retry, sent }: { retry: boolean; sent: boolean }, cause?: unknown) {
    super(`The provider gave no answer: ${code}.`, { cause });
    this.code = code;
    this.retry = retry;
    this.sent = sent;
  }
}
