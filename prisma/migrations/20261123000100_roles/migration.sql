-- Roles belong to the whole server, so another database may have made them already.
-- They cannot sign in until the migrate step gives them passwords derived from the key file.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['leadlift_app', 'leadlift_system', 'leadlift_auth'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;

-- The organisation of the running transaction. A setting that was once set reads '' afterwards, hence nullif.
CREATE FUNCTION app_org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.org', true), '')::uuid $$;

-- What the running transaction of leadlift_system was opened for.
CREATE FUNCTION app_verb() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.verb', true), '') $$;

-- Tells a lost or exchanged key file before anything is read or written with it.
CREATE SCHEMA installation;
CREATE TABLE installation.key_check (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  value      bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
GRANT USAGE ON SCHEMA installation TO leadlift_app;
GRANT SELECT (value) ON installation.key_check TO leadlift_app;
