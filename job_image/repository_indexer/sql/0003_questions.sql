-- What people ask. A repository and a name are enough: a name is a simple name (`run`), a qualified name
-- (`flask.app.Flask.run`), the end of one (`Flask.run`) or its beginning with a star (`flask.app.*`), and
-- every definition that it fits is answered for.
-- The tenant is only needed where a role reads several that have a repository of that name.
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
SELECT r.name AS repository, 'node' AS of, n.kind::text AS kind, count(*) AS count
FROM code_graph.node AS n
JOIN code_graph.repository AS r ON r.tenant_id = n.tenant_id AND r.id = n.repository_id
GROUP BY r.tenant_id, r.name, n.kind
UNION ALL
SELECT r.name, 'edge', e.kind::text, count(*)
FROM code_graph.edge AS e
JOIN code_graph.repository AS r ON r.tenant_id = e.tenant_id AND r.id = e.repository_id
GROUP BY r.tenant_id, r.name, e.kind;
COMMENT ON VIEW code_graph.kind_count IS 'How many nodes and edges of each kind a repository has.';

CREATE FUNCTION code_graph.last_component(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT substring(last_component.name FROM '[^./:#$]*$');
END;
COMMENT ON FUNCTION code_graph.last_component(text) IS 'The simple name at the end of a qualified name of any language.';

CREATE FUNCTION code_graph.named(repository text, name text, tenant text DEFAULT NULL)
RETURNS TABLE (tenant_id integer, repository_id integer, id bigint) LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    WITH chosen AS (
        SELECT r.tenant_id, r.id AS repository_id
        FROM code_graph.repository AS r
        JOIN code_graph.tenant AS t ON t.id = r.tenant_id
        WHERE r.name = named.repository AND (named.tenant IS NULL OR t.name = named.tenant)
    )
    SELECT c.tenant_id, c.repository_id, n.id
    FROM chosen AS c
    JOIN code_graph.node AS n ON n.tenant_id = c.tenant_id AND n.repository_id = c.repository_id
    WHERE n.qualified_name = named.name COLLATE "C"
    UNION
    SELECT c.tenant_id, c.repository_id, n.id
    FROM chosen AS c
    JOIN code_graph.node AS n ON n.tenant_id = c.tenant_id AND n.repository_id = c.repository_id
    WHERE n.name = named.name COLLATE "C"
    UNION
    -- LIKE is not leakproof, so it is only asked of the nodes that an index found by their simple name.
    SELECT c.tenant_id, c.repository_id, n.id
    FROM chosen AS c
    JOIN code_graph.node AS n ON n.tenant_id = c.tenant_id AND n.repository_id = c.repository_id
    WHERE n.name = code_graph.last_component(named.name) COLLATE "C"
      AND right(n.qualified_name, length(named.name)) = named.name
      AND substring(n.qualified_name FROM length(n.qualified_name) - length(named.name) FOR 1) ~ '[./:#$]'
    UNION
    SELECT c.tenant_id, c.repository_id, n.id
    FROM chosen AS c
    JOIN code_graph.node AS n ON n.tenant_id = c.tenant_id AND n.repository_id = c.repository_id
    WHERE named.name LIKE '_%*'
      AND n.qualified_name >= left(named.name, -1) COLLATE "C"
      AND n.qualified_name < left(named.name, -1) || U&'\+10FFFF' COLLATE "C";
END;
COMMENT ON FUNCTION code_graph.named(text, text, text) IS
    'The ids of the nodes that a name fits: a simple name, a qualified name, the end of one, or its beginning with a star.';

CREATE FUNCTION code_graph.definitions(repository text, name text, tenant text DEFAULT NULL)
RETURNS TABLE (kind code_graph.node_kind, qualified_name text, signature text, file text, start_line integer, end_line integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT d.kind, d.qualified_name, d.signature, d.file, d.start_line, d.end_line
    FROM code_graph.named(definitions.repository, definitions.name, definitions.tenant) AS n
    JOIN code_graph.definition AS d
        ON d.tenant_id = n.tenant_id AND d.repository_id = n.repository_id AND d.id = n.id
    ORDER BY d.qualified_name, d.file, d.start_line;
END;
COMMENT ON FUNCTION code_graph.definitions(text, text, text) IS 'Where a name is defined.';

CREATE FUNCTION code_graph.callers(
    repository text, name text, include_candidates boolean DEFAULT false, tenant text DEFAULT NULL
)
RETURNS TABLE (
    caller text, kind code_graph.node_kind, file text, line integer, callee text, resolution code_graph.resolution
)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT x.source, x.source_kind, x.file, x.line, x.target, x.resolution
    FROM code_graph.named(callers.repository, callers.name, callers.tenant) AS n
    JOIN code_graph.relation AS x
        ON x.tenant_id = n.tenant_id AND x.repository_id = n.repository_id AND x.target_id = n.id
    WHERE x.kind IN ('calls', 'instantiates')
      AND (callers.include_candidates OR x.resolution <> 'candidate')
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
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT x.target, x.target_kind, x.file, x.line, x.source, x.resolution
    FROM code_graph.named(callees.repository, callees.name, callees.tenant) AS n
    JOIN code_graph.relation AS x
        ON x.tenant_id = n.tenant_id AND x.repository_id = n.repository_id AND x.source_id = n.id
    WHERE x.kind IN ('calls', 'instantiates')
      AND (callees.include_candidates OR x.resolution <> 'candidate')
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
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE named_or_inside AS (
        SELECT n.tenant_id, n.repository_id, n.id
        FROM code_graph.named(importers.repository, importers.name, importers.tenant) AS n
        UNION
        SELECT e.tenant_id, e.repository_id, e.target
        FROM named_or_inside AS o
        JOIN code_graph.edge AS e
            ON e.tenant_id = o.tenant_id AND e.repository_id = o.repository_id AND e.source = o.id
        WHERE e.kind = 'contains'
    )
    SELECT x.source, x.source_kind, x.file, x.line, x.target, x.resolution
    FROM named_or_inside AS n
    JOIN code_graph.relation AS x
        ON x.tenant_id = n.tenant_id AND x.repository_id = n.repository_id AND x.target_id = n.id
    WHERE x.kind = 'imports'
      AND (importers.include_candidates OR x.resolution <> 'candidate')
    ORDER BY x.file, x.line, x.source, x.target;
END;
COMMENT ON FUNCTION code_graph.importers(text, text, boolean, text) IS
    'Who imports a module or package, or anything that is defined inside it.';

CREATE FUNCTION code_graph.dependents(
    of_tenant integer, of_repository integer, seeds bigint[], kinds code_graph.edge_kind[], max_depth integer,
    include_candidates boolean
)
RETURNS TABLE (id bigint, depth integer, kind code_graph.edge_kind, through bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    seen bigint[] := seeds;
    frontier bigint[] := seeds;
    reached bigint[];
BEGIN
    -- Breadth first, a level at a time, so that every node comes once, at its least depth, whatever cycles
    -- there are. A recursive query would come back to a node at every depth at which a path reaches it.
    depth := 0;
    WHILE depth < max_depth AND cardinality(frontier) > 0 LOOP
        depth := depth + 1;
        reached := '{}';
        FOR id, kind, through IN
            SELECT DISTINCT ON (e.source) e.source, e.kind, e.target
            FROM code_graph.edge AS e
            WHERE e.tenant_id = of_tenant AND e.repository_id = of_repository
              AND e.target = ANY (frontier) AND e.kind = ANY (kinds)
              AND (include_candidates OR e.resolution <> 'candidate')
              AND e.source <> ALL (seen)
            ORDER BY e.source, e.kind, e.target
        LOOP
            reached := reached || id;
            RETURN NEXT;
        END LOOP;
        frontier := reached;
        seen := seen || reached;
    END LOOP;
END
$$;
COMMENT ON FUNCTION code_graph.dependents(integer, integer, bigint[], code_graph.edge_kind[], integer, boolean) IS
    'The nodes from which edges of some kinds lead to the seeds, over any number of steps up to max_depth.';

CREATE FUNCTION code_graph.subclasses(
    repository text, name text, max_depth integer DEFAULT 100, include_candidates boolean DEFAULT false,
    tenant text DEFAULT NULL
)
RETURNS TABLE (depth integer, subclass text, kind code_graph.node_kind, file text, line integer, base text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.depth, d.qualified_name, d.kind, d.file, d.start_line, base.qualified_name
    FROM (
        SELECT n.tenant_id, n.repository_id, array_agg(n.id) AS ids
        FROM code_graph.named(subclasses.repository, subclasses.name, subclasses.tenant) AS n
        GROUP BY n.tenant_id, n.repository_id
    ) AS seed
    CROSS JOIN LATERAL code_graph.dependents(
        seed.tenant_id, seed.repository_id, seed.ids, '{inherits,implements}', subclasses.max_depth,
        subclasses.include_candidates
    ) AS s
    JOIN code_graph.definition AS d
        ON d.tenant_id = seed.tenant_id AND d.repository_id = seed.repository_id AND d.id = s.id
    JOIN code_graph.node AS base
        ON base.tenant_id = seed.tenant_id AND base.repository_id = seed.repository_id AND base.id = s.through
    ORDER BY s.depth, d.qualified_name, d.file, d.start_line;
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
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE changed AS (
        SELECT n.tenant_id, n.repository_id, n.id
        FROM code_graph.named(impact.repository, impact.name, impact.tenant) AS n
        UNION
        SELECT e.tenant_id, e.repository_id, e.target
        FROM changed AS c
        JOIN code_graph.edge AS e
            ON e.tenant_id = c.tenant_id AND e.repository_id = c.repository_id AND e.source = c.id
        WHERE e.kind = 'contains'
    )
    SELECT s.depth, d.qualified_name, d.kind, d.file, d.start_line, s.kind, through.qualified_name
    FROM (
        SELECT c.tenant_id, c.repository_id, array_agg(c.id) AS ids
        FROM changed AS c
        GROUP BY c.tenant_id, c.repository_id
    ) AS seed
    CROSS JOIN LATERAL code_graph.dependents(
        seed.tenant_id, seed.repository_id, seed.ids,
        '{imports,calls,instantiates,inherits,implements,overrides,references,decorates,type_of}',
        impact.max_depth, impact.include_candidates
    ) AS s
    JOIN code_graph.definition AS d
        ON d.tenant_id = seed.tenant_id AND d.repository_id = seed.repository_id AND d.id = s.id
    JOIN code_graph.node AS through
        ON through.tenant_id = seed.tenant_id AND through.repository_id = seed.repository_id AND through.id = s.through
    ORDER BY s.depth, d.qualified_name, d.file, d.start_line;
END;
COMMENT ON FUNCTION code_graph.impact(text, text, integer, boolean, text) IS
    'What a change of a definition, and of all that is defined inside it, can affect: whatever calls, imports, inherits or otherwise uses it, directly (depth 1) or through others.';

CREATE FUNCTION code_graph.unresolved(repository text, name text DEFAULT NULL, tenant text DEFAULT NULL)
RETURNS TABLE (source text, kind code_graph.edge_kind, text text, file text, line integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT d.qualified_name, u.kind, u.text, d.file, d.start_line + u.site
    FROM code_graph.repository AS r
    JOIN code_graph.tenant AS t ON t.id = r.tenant_id
    JOIN code_graph.unresolved_reference AS u ON u.tenant_id = r.tenant_id AND u.repository_id = r.id
    JOIN code_graph.definition AS d
        ON d.tenant_id = u.tenant_id AND d.repository_id = u.repository_id AND d.id = u.source
    WHERE r.name = unresolved.repository
      AND (unresolved.tenant IS NULL OR t.name = unresolved.tenant)
      AND (unresolved.name IS NULL OR u.text = unresolved.name COLLATE "C"
           OR code_graph.last_component(u.text) = unresolved.name)
    ORDER BY d.file, d.start_line + u.site, u.text;
END;
COMMENT ON FUNCTION code_graph.unresolved(text, text, text) IS
    'References that could not be bound: all of a repository, or those to a name.';

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA code_graph FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA code_graph TO code_graph_reader;
GRANT SELECT ON code_graph.definition, code_graph.relation, code_graph.kind_count TO code_graph_reader;
