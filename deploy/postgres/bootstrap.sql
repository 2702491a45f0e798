-- Roles and schemas, one set per service. Run by a superuser in the database "ingestio"; safe to run again.
--
--   <schema>_owner    owns the schema and runs its migrations
--   <schema>_app      serves one user's request: row-level security decides what it sees
--   <schema>_service  serves listeners and sweeps, which work for all users: named as such in the policies
--
-- Only the owner can define anything. Neither of the other two owns a table, is a superuser or may bypass row-level
-- security, so a forgotten WHERE cannot show one user's rows to another. No role has a password here: where passwords
-- are checked, passwords.sh sets them from the environment.

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

DO $bootstrap$
DECLARE
    service text;
    suffix  text;
    role    text;
BEGIN
    FOREACH service IN ARRAY ARRAY['upload', 'orchestration', 'extraction', 'usage', 'export'] LOOP
        FOREACH suffix IN ARRAY ARRAY['owner', 'app', 'service'] LOOP
            role := service || '_' || suffix;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
                EXECUTE format('CREATE ROLE %I', role);
            END IF;
            EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', role);
            EXECUTE format('ALTER ROLE %I SET search_path = %I', role, service);
            -- No statement, lock wait or forgotten transaction lasts for ever; migrations may take longer.
            EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', role, CASE suffix WHEN 'owner' THEN '15min' ELSE '60s' END);
            EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', role, CASE suffix WHEN 'owner' THEN '60s' ELSE '20s' END);
            EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role,
                           CASE suffix WHEN 'owner' THEN '15min' ELSE '90s' END);
        END LOOP;

        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', service);
        EXECUTE format('ALTER SCHEMA %I OWNER TO %I', service, service || '_owner');
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', service, service || '_app', service || '_service');
    END LOOP;
END
$bootstrap$;
