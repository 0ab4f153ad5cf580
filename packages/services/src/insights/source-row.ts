import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";

/** Integer paise, or null where nothing was reached or no cost is known. */
export interface CostPer {
  paise: number | null;
  /** by the 95 % interval of the share; null: nobody can say how dear it may be */
  low: number | null;
  high: number | null;
}

export interface SourceRow {
  /** null: the leads say none */
  source: string | null;
  /** enquired in the period */
  leads: number;
  /**
   * Of those whose horizon is over: reached the visit, reached the target in time, won. Sales take longer than the horizon:
   * what is won is what is won so far.
   */
  mature: number;
  visits: Share;
  target: Share;
  won: Share;
  /** paid for the leads of the period with a known cost, and how many these are */
  costPaise: number;
  costed: number;
  perVisit: CostPer;
  perWon: CostPer;
}

export interface SourceCounts {
  source: string | null;
  leads: number;
  mature: number;
  visits: number;
  target: number;
  won: number;
  costPaise: number;
  costed: number;
}

/** What a source brings and costs. Costs are per lead, so that leads too young to tell weigh on neither side. */
export function sourceRow(counts: SourceCounts): SourceRow {
  const { mature, costPaise, costed } = counts;
  const visits = wilsonShare(counts.visits, mature);
  const won = wilsonShare(counts.won, mature);
  const perLead = costed > 0 ? costPaise / costed : null;
  return {
    ...counts,
    visits,
    target: wilsonShare(counts.target, mature),
    won,
    perVisit: costPer(perLead, visits),
    perWon: costPer(perLead, won),
  };
}

function costPer(perLead: number | null, { share, low, high }: Share): CostPer {
  const divided = (by: number | null) => (perLead === null || !by ? null : Math.round(perLead / by));
  return { paise: divided(share), low: divided(high), high: divided(low) };
}
