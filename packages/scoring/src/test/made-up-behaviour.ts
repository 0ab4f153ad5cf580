import type { RawValue } from "../features/raw-value.ts";
import { seededRandom } from "../train/random.ts";
import type { TrainingTable } from "../train/training-table.ts";

/** Leads of which the profile says a little, the canonical features more, and the others still more. */
export function madeUpBehaviour(rows: number, seed = 3): TrainingTable {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns: Record<string, RawValue[]> = {
    budget_min: [],
    bedrooms: [],
    engagement_score: [],
    interaction_frequency: [],
    visits_done: [],
    day_of_week: [],
    lead_age_score: [],
  };
  const labels = Uint8Array.from({ length: rows }, () => {
    const [budget, engaged, visited] = [normal(), normal(), normal()];
    columns.budget_min.push(5e6 + 1e6 * budget);
    columns.bedrooms.push(1 + Math.floor(4 * random()));
    columns.engagement_score.push(engaged);
    columns.interaction_frequency.push(Math.round(5 + engaged + 2 * normal()));
    columns.visits_done.push(visited);
    columns.day_of_week.push(Math.floor(7 * random()));
    columns.lead_age_score.push(100 * random());
    return random() < 1 / (1 + Math.exp(1 - 0.7 * budget - engaged - 1.3 * visited)) ? 1 : 0;
  });
  return { names: Object.keys(columns), columns: Object.values(columns), labels };
}
