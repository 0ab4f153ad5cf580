ALTER TABLE "organisation" ADD COLUMN "sandbox_id" UUID, ADD COLUMN "sandbox_of" UUID;
ALTER TABLE "api_key" ADD COLUMN "per_second" INTEGER, ADD COLUMN "replaces" UUID;

-- By hand.
ALTER TABLE organisation ADD CONSTRAINT organisation_sandbox CHECK (sandbox_id IS NULL OR sandbox_of IS NULL);
GRANT SELECT (sandbox_of) ON organisation TO leadlift_system;
ALTER TABLE api_key ADD CONSTRAINT api_key_replaces FOREIGN KEY (org_id, replaces) REFERENCES api_key (org_id, id);
ALTER TABLE api_key ADD CONSTRAINT api_key_per_second CHECK (per_second BETWEEN 1 AND 100000);
GRANT SELECT (per_second) ON api_key TO leadlift_system;

-- How often a key, an address or an account was heard within its window, over all processes. Not worth a log: after a
-- crash counting begins anew. The shape is rate-limiter-flexible's.
CREATE UNLOGGED TABLE installation.rate_count (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX rate_count_expire ON installation.rate_count (expire);
ALTER TABLE installation.rate_count ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA installation TO leadlift_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON installation.rate_count TO leadlift_system;
CREATE POLICY count_requests ON installation.rate_count TO leadlift_system
  USING (app_verb() = 'count requests') WITH CHECK (app_verb() = 'count requests');
