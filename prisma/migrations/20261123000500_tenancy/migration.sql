-- FORCE binds the owner too: a migration that changes rows has to set app.org, organisation by organisation.
-- TRUNCATE is granted to nobody: it would pass by every policy.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'person', 'contact_point', 'person_name_token', 'lead', 'lead_outcome', 'event', 'attribute', 'import',
    'import_reject', 'blob', 'blob_chunk', 'training_run', 'model', 'score_base', 'score', 'scoring_run',
    'outbox', 'audit_entry'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO leadlift_app USING (org_id = app_org()) WITH CHECK (org_id = app_org())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO leadlift_app', name);
  END LOOP;
END
$$;

ALTER TABLE organisation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisation TO leadlift_app USING (id = app_org()) WITH CHECK (id = app_org());
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation TO leadlift_app;

-- An audit entry is never changed; an outcome is only ever undone. Both go with what they belong to, by cascade.
REVOKE UPDATE, DELETE ON audit_entry, lead_outcome FROM leadlift_app;
GRANT UPDATE (undone_at, undone_by) ON lead_outcome TO leadlift_app;

-- leadlift_system crosses organisations, for these verbs and these columns only.
GRANT SELECT (id, sample) ON organisation TO leadlift_system;
CREATE POLICY list_organisations ON organisation FOR SELECT TO leadlift_system
  USING (app_verb() = 'list organisations');
GRANT SELECT, UPDATE (published_at, attempts) ON outbox TO leadlift_system;
CREATE POLICY publish_jobs ON outbox TO leadlift_system
  USING (app_verb() IN ('relay outbox', 'reconcile jobs'))
  WITH CHECK (app_verb() IN ('relay outbox', 'reconcile jobs'));
