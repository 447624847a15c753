-- Rows belong to a tenant, and a tenant's rows to the roles that tenant_role names: the database holds it,
-- whatever the client does.
--
-- Two group roles carry the grants, for the access list of a table has room for only some hundred roles.
-- They stand for all databases of the server, so another database may have made them.
DO $$
DECLARE
    group_role text;
BEGIN
    FOREACH group_role IN ARRAY ARRAY['code_graph_reader', 'code_graph_writer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = group_role) THEN
            BEGIN
                EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', group_role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- a migration of another database was faster
            END;
        END IF;
    END LOOP;
    -- A publish loads its rows into temporary tables first.
    EXECUTE pg_catalog.format('GRANT TEMPORARY ON DATABASE %I TO code_graph_writer', pg_catalog.current_database());
    -- The default since PostgreSQL 15, but not in a database that came from an older one.
    IF EXISTS (
        SELECT FROM pg_catalog.pg_namespace, pg_catalog.aclexplode(nspacl) AS granted
        WHERE nspname = 'public' AND granted.grantee = 0 AND granted.privilege_type = 'CREATE'
    ) THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
END
$$;

-- BEGIN ATOMIC binds every name when the function is made, so that no search_path and no temporary object
-- of a caller can change what it means; where a body is text (PL/pgSQL), the function sets the search_path.
CREATE FUNCTION code_graph.readable_tenants() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(tenant_id), '{}') FROM code_graph.tenant_role WHERE role = current_user;
END;
COMMENT ON FUNCTION code_graph.readable_tenants() IS 'The tenants whose rows the current role may read.';

CREATE FUNCTION code_graph.writable_tenants() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(tenant_id), '{}') FROM code_graph.tenant_role WHERE role = current_user AND may_write;
END;
COMMENT ON FUNCTION code_graph.writable_tenants() IS 'The tenants whose rows the current role may write.';

ALTER TABLE code_graph.tenant_role ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_role ON code_graph.tenant_role FOR SELECT USING (role = current_user);

-- (SELECT f()) is evaluated once for a query, f() once for each row.
ALTER TABLE code_graph.tenant ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON code_graph.tenant FOR SELECT
    USING (id = ANY ((SELECT code_graph.readable_tenants())::integer[]));
CREATE POLICY publishing ON code_graph.tenant FOR UPDATE
    USING (id = ANY ((SELECT code_graph.writable_tenants())::integer[]));

DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['repository', 'index_run', 'file', 'node', 'edge', 'unresolved_reference'] LOOP
        EXECUTE pg_catalog.format($ddl$
            ALTER TABLE code_graph.%1$I ENABLE ROW LEVEL SECURITY;
            CREATE POLICY readable ON code_graph.%1$I FOR SELECT
                USING (tenant_id = ANY ((SELECT code_graph.readable_tenants())::integer[]));
            CREATE POLICY insertable ON code_graph.%1$I FOR INSERT
                WITH CHECK (tenant_id = ANY ((SELECT code_graph.writable_tenants())::integer[]));
            CREATE POLICY updatable ON code_graph.%1$I FOR UPDATE
                USING (tenant_id = ANY ((SELECT code_graph.writable_tenants())::integer[]));
            CREATE POLICY deletable ON code_graph.%1$I FOR DELETE
                USING (tenant_id = ANY ((SELECT code_graph.writable_tenants())::integer[]));
            GRANT SELECT ON code_graph.%1$I TO code_graph_reader;
            GRANT INSERT, UPDATE, DELETE ON code_graph.%1$I TO code_graph_writer;
        $ddl$, table_name);
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA code_graph TO code_graph_reader, code_graph_writer;
GRANT SELECT ON code_graph.schema_version, code_graph.tenant, code_graph.tenant_role TO code_graph_reader;
GRANT UPDATE (last_published_at) ON code_graph.tenant TO code_graph_writer;

-- The planner's statistics are those of all tenants, and EXPLAIN shows what it concludes from them: the
-- bounds of a histogram could be found by asking, and they are other tenants' names. So none are kept for
-- text; the questions look names up by index without them.
DO $$
DECLARE
    text_column record;
BEGIN
    FOR text_column IN
        SELECT c.relname, a.attname
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'code_graph'::regnamespace AND c.relkind = 'r'
          AND a.atttypid IN ('text'::regtype, 'text[]'::regtype, 'name'::regtype)
    LOOP
        EXECUTE pg_catalog.format(
            'ALTER TABLE code_graph.%I ALTER COLUMN %I SET STATISTICS 0', text_column.relname, text_column.attname
        );
    END LOOP;
END
$$;
