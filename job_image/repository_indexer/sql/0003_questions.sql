-- What people ask. A repository and a name are enough: a name is a simple name (`run`), a qualified name
-- (`flask.app.Flask.run`), the end of one (`Flask.run`) or its beginning with a star (`flask.app.*`), and
-- every definition that it fits is answered for.
-- The tenant is only needed where a role reads several that have a repository of that name.
--
-- How they stay fast: the planner knows little about a repository that was published a minute ago, and
-- believes that tenant and repository alone already pick a row or two. A join of the large tables is then a
-- nested loop over whole repositories (measured: eight minutes instead of ten milliseconds). So every step
-- reads one table by an array of ids, which at the worst is one pass over the repository, and what the steps
-- found is joined without nested loops.
--
-- All functions are SECURITY INVOKER and all views security_invoker: row level security is that of the
-- person who asks.

CREATE VIEW code_graph.definition WITH (security_invoker = true) AS
SELECT r.name AS repository, n.kind, n.qualified_name, n.name, n.signature, f.path AS file, n.start_line,
       n.end_line, n.language, n.doc, n.decorators, n.modifiers, n.tenant_id, n.repository_id, n.id
FROM code_graph.node AS n
JOIN code_graph.repository AS r ON r.tenant_id = n.tenant_id AND r.id = n.repository_id
LEFT JOIN code_graph.file AS f
    ON f.tenant_id = n.tenant_id AND f.repository_id = n.repository_id AND f.id = n.file_id;
COMMENT ON VIEW code_graph.definition IS 'The nodes of the graphs, with the names of repository and file.';

CREATE VIEW code_graph.relation WITH (security_invoker = true) AS
SELECT r.name AS repository, e.kind, s.qualified_name AS source, s.kind AS source_kind,
       t.qualified_name AS target, t.kind AS target_kind, f.path AS file, s.start_line + e.site AS line,
       e.resolution, e.tenant_id, e.repository_id, e.source AS source_id, e.target AS target_id
FROM code_graph.edge AS e
JOIN code_graph.repository AS r ON r.tenant_id = e.tenant_id AND r.id = e.repository_id
JOIN code_graph.node AS s
    ON s.tenant_id = e.tenant_id AND s.repository_id = e.repository_id AND s.id = e.source
JOIN code_graph.node AS t
    ON t.tenant_id = e.tenant_id AND t.repository_id = e.repository_id AND t.id = e.target
LEFT JOIN code_graph.file AS f
    ON f.tenant_id = s.tenant_id AND f.repository_id = s.repository_id AND f.id = s.file_id;
COMMENT ON VIEW code_graph.relation IS
    'The edges of the graphs, with the names of both ends and the file and line of the site.';

CREATE VIEW code_graph.kind_count WITH (security_invoker = true) AS
SELECT r.name AS repository, 'node' AS of, n.kind::text AS kind, count(*) AS count, r.tenant_id,
       r.id AS repository_id
FROM code_graph.node AS n
JOIN code_graph.repository AS r ON r.tenant_id = n.tenant_id AND r.id = n.repository_id
GROUP BY r.tenant_id, r.id, n.kind
UNION ALL
SELECT r.name, 'edge', e.kind::text, count(*), r.tenant_id, r.id
FROM code_graph.edge AS e
JOIN code_graph.repository AS r ON r.tenant_id = e.tenant_id AND r.id = e.repository_id
GROUP BY r.tenant_id, r.id, e.kind;
COMMENT ON VIEW code_graph.kind_count IS 'How many nodes and edges of each kind a repository has.';

CREATE FUNCTION code_graph.last_component(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT substring(last_component.name FROM '[^./:#$]*$');
END;
COMMENT ON FUNCTION code_graph.last_component(text) IS 'The simple name at the end of a qualified name of any language.';

CREATE FUNCTION code_graph.find_repository(of_name text, of_tenant text, OUT tenant_id integer, OUT repository_id integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT r.tenant_id, r.id INTO STRICT tenant_id, repository_id
    FROM code_graph.repository AS r
    JOIN code_graph.tenant AS t ON t.id = r.tenant_id
    WHERE r.name = of_name AND r.published_at IS NOT NULL AND (of_tenant IS NULL OR t.name = of_tenant);
EXCEPTION
    WHEN no_data_found THEN
        RAISE EXCEPTION 'no repository "%" is published for the tenants of role "%"', of_name, current_user
            USING ERRCODE = 'no_data_found';
    WHEN too_many_rows THEN
        RAISE EXCEPTION 'role "%" reads several tenants with a repository "%"; name the tenant', current_user, of_name
            USING ERRCODE = 'too_many_rows';
END
$$;
COMMENT ON FUNCTION code_graph.find_repository(text, text) IS
    'The key of a published repository; an error where there is none, or where several tenants have one.';

CREATE FUNCTION code_graph.named(of_tenant integer, of_repository integer, of_name text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF of_name LIKE '_%*' THEN
        RETURN ARRAY(
            SELECT n.id FROM code_graph.node AS n
            WHERE n.tenant_id = of_tenant AND n.repository_id = of_repository
              AND n.qualified_name >= left(of_name, -1)
              AND n.qualified_name < left(of_name, -1) || U&'\+10FFFF'
        );
    END IF;
    RETURN ARRAY(
        SELECT n.id FROM code_graph.node AS n
        WHERE n.tenant_id = of_tenant AND n.repository_id = of_repository AND n.qualified_name = of_name
        UNION
        -- What is not leakproof is only asked of the nodes that an index found by their simple name.
        SELECT n.id FROM code_graph.node AS n
        WHERE n.tenant_id = of_tenant AND n.repository_id = of_repository
          AND n.name = ANY (ARRAY[of_name, code_graph.last_component(of_name)])
          AND (n.name = of_name
               OR right(n.qualified_name, length(of_name)) = of_name
                  AND substring(n.qualified_name FROM length(n.qualified_name) - length(of_name) FOR 1) ~ '[./:#$]')
    );
END
$$;
COMMENT ON FUNCTION code_graph.named(integer, integer, text) IS
    'The ids of the nodes that a name fits: a simple name, a qualified name, the end of one, or its beginning with a star.';

CREATE FUNCTION code_graph.with_members(of_tenant integer, of_repository integer, ids bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    members bigint[] := ids;
BEGIN
    WHILE cardinality(members) > 0 LOOP
        members := ARRAY(
            SELECT DISTINCT e.target FROM code_graph.edge AS e
            WHERE e.tenant_id = of_tenant AND e.repository_id = of_repository
              AND e.source = ANY (members) AND e.kind = 'contains' AND e.target <> ALL (ids)
        );
        ids := ids || members;
    END LOOP;
    RETURN ids;
END
$$;
COMMENT ON FUNCTION code_graph.with_members(integer, integer, bigint[]) IS
    'The ids of nodes and of all that is defined inside them.';

CREATE FUNCTION code_graph.described(of_tenant integer, of_repository integer, ids bigint[])
RETURNS TABLE (
    id bigint, kind code_graph.node_kind, qualified_name text, signature text, file text, start_line integer,
    end_line integer
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
BEGIN ATOMIC
    WITH nodes AS MATERIALIZED (
        SELECT * FROM code_graph.node AS n
        WHERE n.tenant_id = of_tenant AND n.repository_id = of_repository AND n.id = ANY (ids)
    ), files AS MATERIALIZED (
        SELECT f.id, f.path FROM code_graph.file AS f
        WHERE f.tenant_id = of_tenant AND f.repository_id = of_repository
          AND f.id = ANY (ARRAY(SELECT n.file_id FROM nodes AS n))
    )
    SELECT n.id, n.kind, n.qualified_name, n.signature, f.path, n.start_line, n.end_line
    FROM nodes AS n LEFT JOIN files AS f ON f.id = n.file_id;
END;
COMMENT ON FUNCTION code_graph.described(integer, integer, bigint[]) IS 'What a person wants to see of nodes.';

CREATE FUNCTION code_graph.related(
    of_tenant integer, of_repository integer, sources bigint[], targets bigint[], kinds code_graph.edge_kind[],
    include_candidates boolean
)
RETURNS TABLE (
    source text, source_kind code_graph.node_kind, file text, line integer, target text,
    target_kind code_graph.node_kind, resolution code_graph.resolution
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
BEGIN ATOMIC
    WITH edges AS MATERIALIZED (
        SELECT * FROM code_graph.edge AS e
        WHERE e.tenant_id = of_tenant AND e.repository_id = of_repository
          AND e.source = ANY (sources) AND e.kind = ANY (kinds)
          AND (include_candidates OR e.resolution <> 'candidate')
        UNION ALL
        SELECT * FROM code_graph.edge AS e
        WHERE e.tenant_id = of_tenant AND e.repository_id = of_repository
          AND e.target = ANY (targets) AND e.kind = ANY (kinds)
          AND (include_candidates OR e.resolution <> 'candidate')
    ), ends AS MATERIALIZED (
        SELECT * FROM code_graph.described(
            of_tenant, of_repository, ARRAY(SELECT e.source FROM edges AS e UNION SELECT e.target FROM edges AS e)
        )
    )
    SELECT s.qualified_name, s.kind, s.file, s.start_line + e.site, t.qualified_name, t.kind, e.resolution
    FROM edges AS e JOIN ends AS s ON s.id = e.source JOIN ends AS t ON t.id = e.target;
END;
COMMENT ON FUNCTION code_graph.related(integer, integer, bigint[], bigint[], code_graph.edge_kind[], boolean) IS
    'The edges of some kinds that go out from the sources, and those that come in at the targets.';

CREATE FUNCTION code_graph.dependents(
    of_tenant integer, of_repository integer, seeds bigint[], kinds code_graph.edge_kind[], max_depth integer,
    include_candidates boolean
)
RETURNS TABLE (
    depth integer, dependent text, kind code_graph.node_kind, file text, line integer, by_edge code_graph.edge_kind,
    through text
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
AS $$
DECLARE
    seen bigint[] := seeds;
    frontier bigint[] := seeds;
    reached bigint[];
    level integer := 0;
    found record;
    ids bigint[] := '{}';
    depths integer[] := '{}';
    edges code_graph.edge_kind[] := '{}';
    throughs bigint[] := '{}';
BEGIN
    -- Breadth first, a level at a time, so that every node comes once, at its least depth, whatever cycles
    -- there are. A recursive query would come back to a node at every depth at which a path reaches it.
    WHILE level < max_depth AND cardinality(frontier) > 0 LOOP
        level := level + 1;
        reached := '{}';
        FOR found IN
            SELECT DISTINCT ON (e.source) e.source, e.kind, e.target
            FROM code_graph.edge AS e
            WHERE e.tenant_id = of_tenant AND e.repository_id = of_repository
              AND e.target = ANY (frontier) AND e.kind = ANY (kinds)
              AND (include_candidates OR e.resolution <> 'candidate')
              AND e.source <> ALL (seen)
            ORDER BY e.source, e.kind, e.target
        LOOP
            reached := reached || found.source;
            depths := depths || level;
            edges := edges || found.kind;
            throughs := throughs || found.target;
        END LOOP;
        frontier := reached;
        ids := ids || reached;
        seen := seen || reached;
    END LOOP;
    RETURN QUERY
        WITH ends AS MATERIALIZED (
            SELECT * FROM code_graph.described(of_tenant, of_repository, ids || throughs)
        )
        SELECT r.depth, d.qualified_name, d.kind, d.file, d.start_line, r.by_edge, t.qualified_name
        FROM unnest(ids, depths, edges, throughs) AS r(id, depth, by_edge, through)
        JOIN ends AS d ON d.id = r.id JOIN ends AS t ON t.id = r.through
        ORDER BY r.depth, d.qualified_name, d.file, d.start_line;
END
$$;
COMMENT ON FUNCTION code_graph.dependents(integer, integer, bigint[], code_graph.edge_kind[], integer, boolean) IS
    'The nodes from which edges of some kinds lead to the seeds, in at most max_depth steps.';

CREATE FUNCTION code_graph.definitions(repository text, name text, tenant text DEFAULT NULL)
RETURNS TABLE (
    kind code_graph.node_kind, qualified_name text, signature text, file text, start_line integer, end_line integer
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.kind, d.qualified_name, d.signature, d.file, d.start_line, d.end_line
    FROM code_graph.find_repository(repository, tenant) AS r
    CROSS JOIN LATERAL code_graph.described(
        r.tenant_id, r.repository_id, code_graph.named(r.tenant_id, r.repository_id, name)
    ) AS d
    ORDER BY d.qualified_name, d.file, d.start_line;
END;
COMMENT ON FUNCTION code_graph.definitions(text, text, text) IS 'Where a name is defined.';

CREATE FUNCTION code_graph.callers(
    repository text, name text, include_candidates boolean DEFAULT false, tenant text DEFAULT NULL
)
RETURNS TABLE (
    caller text, kind code_graph.node_kind, file text, line integer, callee text, resolution code_graph.resolution
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT x.source, x.source_kind, x.file, x.line, x.target, x.resolution
    FROM code_graph.find_repository(repository, tenant) AS r
    CROSS JOIN LATERAL code_graph.related(
        r.tenant_id, r.repository_id, '{}', code_graph.named(r.tenant_id, r.repository_id, name),
        '{calls,instantiates}', include_candidates
    ) AS x
    ORDER BY x.file, x.line, x.source, x.target;
END;
COMMENT ON FUNCTION code_graph.callers(text, text, boolean, text) IS
    'Who calls a function, or instantiates a class. Candidates (only the name matches) are left out unless asked for.';

CREATE FUNCTION code_graph.callees(
    repository text, name text, include_candidates boolean DEFAULT false, tenant text DEFAULT NULL
)
RETURNS TABLE (
    callee text, kind code_graph.node_kind, file text, line integer, caller text, resolution code_graph.resolution
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT x.target, x.target_kind, x.file, x.line, x.source, x.resolution
    FROM code_graph.find_repository(repository, tenant) AS r
    CROSS JOIN LATERAL code_graph.related(
        r.tenant_id, r.repository_id, code_graph.named(r.tenant_id, r.repository_id, name), '{}',
        '{calls,instantiates}', include_candidates
    ) AS x
    ORDER BY x.file, x.line, x.target, x.source;
END;
COMMENT ON FUNCTION code_graph.callees(text, text, boolean, text) IS
    'What a function calls and instantiates, with the file and line of the call.';

CREATE FUNCTION code_graph.importers(
    repository text, name text, include_candidates boolean DEFAULT false, tenant text DEFAULT NULL
)
RETURNS TABLE (
    importer text, kind code_graph.node_kind, file text, line integer, imported text, resolution code_graph.resolution
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT x.source, x.source_kind, x.file, x.line, x.target, x.resolution
    FROM code_graph.find_repository(repository, tenant) AS r
    CROSS JOIN LATERAL code_graph.with_members(
        r.tenant_id, r.repository_id, code_graph.named(r.tenant_id, r.repository_id, name)
    ) AS ids
    CROSS JOIN LATERAL code_graph.related(
        r.tenant_id, r.repository_id, '{}', ids, '{imports}', include_candidates
    ) AS x
    ORDER BY x.file, x.line, x.source, x.target;
END;
COMMENT ON FUNCTION code_graph.importers(text, text, boolean, text) IS
    'Who imports a module or package, or anything that is defined inside it.';

CREATE FUNCTION code_graph.subclasses(
    repository text, name text, max_depth integer DEFAULT 100, include_candidates boolean DEFAULT false,
    tenant text DEFAULT NULL
)
RETURNS TABLE (depth integer, subclass text, kind code_graph.node_kind, file text, line integer, base text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.depth, s.dependent, s.kind, s.file, s.line, s.through
    FROM code_graph.find_repository(repository, tenant) AS r
    CROSS JOIN LATERAL code_graph.dependents(
        r.tenant_id, r.repository_id, code_graph.named(r.tenant_id, r.repository_id, name),
        '{inherits,implements}', max_depth, include_candidates
    ) AS s;
END;
COMMENT ON FUNCTION code_graph.subclasses(text, text, integer, boolean, text) IS
    'What inherits from a class or implements an interface, directly (depth 1) or through others.';

CREATE FUNCTION code_graph.impact(
    repository text, name text, max_depth integer DEFAULT 5, include_candidates boolean DEFAULT false,
    tenant text DEFAULT NULL
)
RETURNS TABLE (
    depth integer, affected text, kind code_graph.node_kind, file text, line integer,
    by_edge code_graph.edge_kind, through text
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.depth, s.dependent, s.kind, s.file, s.line, s.by_edge, s.through
    FROM code_graph.find_repository(repository, tenant) AS r
    CROSS JOIN LATERAL code_graph.with_members(
        r.tenant_id, r.repository_id, code_graph.named(r.tenant_id, r.repository_id, name)
    ) AS changed
    CROSS JOIN LATERAL code_graph.dependents(
        r.tenant_id, r.repository_id, changed,
        '{imports,calls,instantiates,inherits,implements,overrides,references,decorates,type_of}',
        max_depth, include_candidates
    ) AS s;
END;
COMMENT ON FUNCTION code_graph.impact(text, text, integer, boolean, text) IS
    'What a change of a definition, and of all that is defined inside it, can affect: whatever calls, imports, inherits or otherwise uses it, directly (depth 1) or through others.';

CREATE FUNCTION code_graph.unresolved(repository text, name text DEFAULT NULL, tenant text DEFAULT NULL)
RETURNS TABLE (source text, kind code_graph.edge_kind, text text, file text, line integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
BEGIN ATOMIC
    WITH key AS MATERIALIZED (
        SELECT * FROM code_graph.find_repository(repository, tenant)
    ), found AS MATERIALIZED (
        SELECT * FROM code_graph.unresolved_reference AS u
        WHERE u.tenant_id = (SELECT key.tenant_id FROM key) AND u.repository_id = (SELECT key.repository_id FROM key)
          AND (name IS NULL OR u.text = name OR code_graph.last_component(u.text) = name)
    ), sources AS MATERIALIZED (
        SELECT d.* FROM key
        CROSS JOIN LATERAL code_graph.described(
            key.tenant_id, key.repository_id, ARRAY(SELECT f.source FROM found AS f)
        ) AS d
    )
    SELECT s.qualified_name, u.kind, u.text, s.file, s.start_line + u.site
    FROM found AS u JOIN sources AS s ON s.id = u.source
    ORDER BY s.file, s.start_line + u.site, u.text;
END;
COMMENT ON FUNCTION code_graph.unresolved(text, text, text) IS
    'References that could not be bound: all of a repository, or those to a name.';

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA code_graph FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA code_graph TO code_graph_reader;
GRANT SELECT ON code_graph.definition, code_graph.relation, code_graph.kind_count TO code_graph_reader;
