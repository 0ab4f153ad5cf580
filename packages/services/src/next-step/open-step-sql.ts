/** Whether a row of next_step (called s) is still to be done: a visit that was made needs no closing by hand. */
export function openStepSql(step: string): string {
  return `${step}.status = 'open' and not (${step}.kind = 'visit' and exists (
            select from lead_outcome made where made.org_id = ${step}.org_id and made.lead_id = ${step}.lead_id
               and made.step = 'visit_done' and made.reached and made.undone_at is null
               and made.recorded_at >= ${step}.created_at))`;
}
