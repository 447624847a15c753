-- Where an external symbol comes from, so that it can be bound to the repository that defines it.
ALTER TABLE code_graph.node ADD COLUMN package text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE code_graph.node ALTER COLUMN package DROP DEFAULT;
-- As 0002 has it for all text: the bounds of a histogram would be other tenants' names.
ALTER TABLE code_graph.node ALTER COLUMN package SET STATISTICS 0;
COMMENT ON COLUMN code_graph.node.package IS
    'Of an external symbol: the package that it comes from, as the manifest files name it (empty: unknown).';

CREATE OR REPLACE VIEW code_graph.definition WITH (security_invoker = true) AS
SELECT r.name AS repository, n.kind, n.qualified_name, n.name, n.signature, f.path AS file, n.start_line,
       n.end_line, n.language, n.doc, n.decorators, n.modifiers, n.tenant_id, n.repository_id, n.id, n.package
FROM code_graph.node AS n
JOIN code_graph.repository AS r ON r.tenant_id = n.tenant_id AND r.id = n.repository_id
LEFT JOIN code_graph.file AS f
    ON f.tenant_id = n.tenant_id AND f.repository_id = n.repository_id AND f.id = n.file_id;
