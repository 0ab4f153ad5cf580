-- better-auth 1.7 with its organisation plugin, under its own column names.
CREATE SCHEMA auth;

CREATE TABLE auth."user" (
  "id"            uuid PRIMARY KEY,
  "name"          text NOT NULL,
  "email"         text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL DEFAULT false,
  "image"         text,
  "createdAt"     timestamptz NOT NULL DEFAULT now(),
  "updatedAt"     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE auth."organization" (
  "id"        uuid PRIMARY KEY,
  "name"      text NOT NULL,
  "slug"      text NOT NULL UNIQUE,
  "logo"      text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "metadata"  text
);

CREATE TABLE auth."session" (
  "id"                   uuid PRIMARY KEY,
  "expiresAt"            timestamptz NOT NULL,
  "token"                text NOT NULL UNIQUE,
  "createdAt"            timestamptz NOT NULL DEFAULT now(),
  "updatedAt"            timestamptz NOT NULL DEFAULT now(),
  "ipAddress"            text,
  "userAgent"            text,
  "userId"               uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "activeOrganizationId" uuid REFERENCES auth."organization" ("id") ON DELETE SET NULL
);
CREATE INDEX "session_userId_idx" ON auth."session" ("userId");
CREATE INDEX "session_activeOrganizationId_idx" ON auth."session" ("activeOrganizationId");

CREATE TABLE auth."account" (
  "id"                    uuid PRIMARY KEY,
  "accountId"             text NOT NULL,
  "providerId"            text NOT NULL,
  "userId"                uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope"                 text,
  "password"              text,
  "createdAt"             timestamptz NOT NULL DEFAULT now(),
  "updatedAt"             timestamptz NOT NULL DEFAULT now(),
  UNIQUE ("providerId", "accountId")
);
CREATE INDEX "account_userId_idx" ON auth."account" ("userId");

CREATE TABLE auth."verification" (
  "id"         uuid PRIMARY KEY,
  "identifier" text NOT NULL,
  "value"      text NOT NULL,
  "expiresAt"  timestamptz NOT NULL,
  "createdAt"  timestamptz NOT NULL DEFAULT now(),
  "updatedAt"  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX "verification_identifier_idx" ON auth."verification" ("identifier");

CREATE TABLE auth."member" (
  "id"             uuid PRIMARY KEY,
  "organizationId" uuid NOT NULL REFERENCES auth."organization" ("id") ON DELETE CASCADE,
  "userId"         uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "role"           text NOT NULL DEFAULT 'member',
  "createdAt"      timestamptz NOT NULL DEFAULT now(),
  UNIQUE ("organizationId", "userId")
);
CREATE INDEX "member_userId_idx" ON auth."member" ("userId");

CREATE TABLE auth."invitation" (
  "id"             uuid PRIMARY KEY,
  "organizationId" uuid NOT NULL REFERENCES auth."organization" ("id") ON DELETE CASCADE,
  "email"          text NOT NULL,
  "role"           text,
  "status"         text NOT NULL DEFAULT 'pending',
  "expiresAt"      timestamptz NOT NULL,
  "createdAt"      timestamptz NOT NULL DEFAULT now(),
  "inviterId"      uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE
);
CREATE INDEX "invitation_organizationId_idx" ON auth."invitation" ("organizationId");
CREATE INDEX "invitation_email_idx" ON auth."invitation" ("email");

-- A person signs in before an organisation is known: leadlift_auth sees them all, and nothing outside this schema.
GRANT USAGE ON SCHEMA auth TO leadlift_auth, leadlift_app;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['user', 'organization', 'session', 'account', 'verification', 'member', 'invitation'] LOOP
    EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY sign_in ON auth.%I TO leadlift_auth USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON auth.%I TO leadlift_auth', name);
  END LOOP;
END
$$;

-- The domain reads who is a member of its organisation, and no more of them than this.
CREATE POLICY tenant ON auth."member" FOR SELECT TO leadlift_app USING ("organizationId" = app_org());
CREATE POLICY tenant ON auth."user" FOR SELECT TO leadlift_app
  USING (EXISTS (SELECT FROM auth."member" m WHERE m."userId" = "user"."id" AND m."organizationId" = app_org()));
GRANT SELECT ("organizationId", "userId", "role", "createdAt") ON auth."member" TO leadlift_app;
GRANT SELECT ("id", "name", "email") ON auth."user" TO leadlift_app;

CREATE VIEW org_member WITH (security_invoker = true) AS
  SELECT m."organizationId" AS org_id, m."userId" AS user_id, u."name", u."email", m."role", m."createdAt" AS created_at
    FROM auth."member" m
    JOIN auth."user" u ON u."id" = m."userId";
GRANT SELECT ON org_member TO leadlift_app;
