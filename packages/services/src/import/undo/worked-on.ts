/** Why a lead that an import made is kept when the import is undone. */
export const keptBecause = ["merged", "outcome", "event", "work", "consent", "import"] as const;
export type KeptBecause = (typeof keptBecause)[number];

/**
 * SQL for why a lead called l has been worked on since its import made it; null: nobody has. What the system does by
 * itself is no work: scores, enrichment, routing.
 */
export const workedOnSql = `case
  when l.merged_into is not null
    or exists (select from lead_merge m
                where m.org_id = l.org_id and (m.kept_id = l.id or m.merged_id = l.id) and m.undone_at is null)
    then 'merged'
  when exists (select from lead_outcome o where o.org_id = l.org_id and o.lead_id = l.id and o.source <> 'import')
    then 'outcome'
  when exists (select from event e
                where e.org_id = l.org_id and e.lead_id = l.id and not e.retracts and e.type <> 'enrichment'
                  and not exists (select from event r
                                   where r.org_id = e.org_id and r.lead_id = e.lead_id and r.corrects = e.id))
    or exists (select from visitor_link k where k.org_id = l.org_id and k.lead_id = l.id)
    then 'event'
  when exists (select from audit_entry a
                where a.org_id = l.org_id and a.subject_type = 'lead' and a.subject_id = l.id::text
                  and a.actor_kind <> 'system')
    or exists (select from act a where a.org_id = l.org_id and a.lead_id = l.id)
    or exists (select from next_step n where n.org_id = l.org_id and n.lead_id = l.id)
    or exists (select from snooze s where s.org_id = l.org_id and s.lead_id = l.id)
    or exists (select from judgement j where j.org_id = l.org_id and j.lead_id = l.id)
    then 'work'
  when exists (select from consent_entry c
                where c.org_id = l.org_id and c.person_id = l.person_id and c.status in ('given', 'withdrawn')
                  and c.recorded_at >= l.created_at)
    then 'consent'
  when exists (select from import_change c
                where c.org_id = l.org_id and c.lead_id = l.id and c.import_id is distinct from l.import_id)
    then 'import'
  end`;
