import type { RawRecord } from "../features/raw-value.ts";
import { logit, pointsPerLogit } from "../grade.ts";

export type Answer = string | number | boolean;

/** An answer as training rows gave it; the shares of a field's answers add up to 1. */
export interface AnswerSeen {
  value: Answer;
  share: number;
}

/** A field that nobody has filled in yet, and what its answer would do. */
export interface Question {
  field: string;
  /** By how many points its answer would move the score, up or down: the mean over the answers seen in training. */
  points: number;
  answers: (AnswerSeen & {
    /** The score's change after this answer. */
    points: number;
  })[];
}

/** The lead as the model would see it after an answer to a field; as it is for null. */
export type RecordWith = (answer: { field: string; value: Answer } | null) => RawRecord;

/**
 * What asking would bring, the question that moves the score most first. A lead of whom too little is known for a score
 * has questions too.
 *
 * @param probabilityOf the model's, one for each record
 */
export async function rankQuestions(
  asked: readonly (readonly [field: string, answers: readonly AnswerSeen[]])[],
  recordWith: RecordWith,
  probabilityOf: (records: readonly RawRecord[]) => Promise<Float64Array>,
): Promise<Question[]> {
  if (asked.length === 0) return [];
  const records = asked.flatMap(([field, answers]) =>
    answers.map(({ value }) => recordWith({ field, value })),
  );
  const [now, ...then] = (await probabilityOf([recordWith(null), ...records])).map(logit);
  let at = 0;
  const questions = asked.map(([field, seen]): Question => {
    const answers = seen.map((answer) => ({ ...answer, points: pointsPerLogit * (then[at++] - now) }));
    return { field, answers, points: answers.reduce((sum, a) => sum + a.share * Math.abs(a.points), 0) };
  });
  return questions.sort((one, other) => other.points - one.points);
}
