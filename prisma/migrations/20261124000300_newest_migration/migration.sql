-- Lets a program that knows more migrations than this database say so. Their record itself is granted to nobody.
CREATE FUNCTION installation.newest_migration() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ SELECT max(migration_name) FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL $$;
REVOKE ALL ON FUNCTION installation.newest_migration() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION installation.newest_migration() TO leadlift_app;
