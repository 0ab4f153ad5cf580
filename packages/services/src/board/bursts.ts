export interface RecordedOutcome {
  outcomeId: string;
  leadId: string;
  actorId: string;
  recordedAt: Date;
}

export interface BurstRule {
  /** leads more than which … */
  leads: number;
  /** … closed or moved by one person within so many minutes are a burst */
  minutes: number;
}

/** The outcomes that were recorded in bursts. Several steps of one lead are one. */
export function outcomesInBursts(outcomes: readonly RecordedOutcome[], rule: BurstRule): Set<string> {
  const found = new Set<string>();
  for (const own of byActor(outcomes).values()) {
    const sorted = own.toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
    for (const burst of burstsOf(sorted, rule)) for (const { outcomeId } of burst) found.add(outcomeId);
  }
  return found;
}

function* burstsOf(
  sorted: readonly RecordedOutcome[],
  { leads, minutes }: BurstRule,
): Generator<RecordedOutcome[]> {
  const within = new Map<string, number>();
  let first = 0;
  for (const [last, outcome] of sorted.entries()) {
    within.set(outcome.leadId, (within.get(outcome.leadId) ?? 0) + 1);
    for (let oldest = sorted[first]; oldest && first < last; oldest = sorted[first]) {
      if (outcome.recordedAt.getTime() - oldest.recordedAt.getTime() <= minutes * 60_000) break;
      const left = (within.get(oldest.leadId) ?? 1) - 1;
      if (left === 0) within.delete(oldest.leadId);
      else within.set(oldest.leadId, left);
      first++;
    }
    if (within.size > leads) yield sorted.slice(first, last + 1);
  }
}

function byActor(outcomes: readonly RecordedOutcome[]): Map<string, RecordedOutcome[]> {
  const actors = new Map<string, RecordedOutcome[]>();
  for (const outcome of outcomes) {
    const own = actors.get(outcome.actorId);
    if (own) own.push(outcome);
    else actors.set(outcome.actorId, [outcome]);
  }
  return actors;
}
