-- After a large import the planner still believes the tables empty. Only an owner may ANALYZE; this lets the application
-- ask for it and for nothing else: it takes no argument and gives nothing back.
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  ANALYZE public.lead, public.lead_outcome, public.person, public.contact_point, public.person_name_token, public.score;
END
$$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO leadlift_app;
