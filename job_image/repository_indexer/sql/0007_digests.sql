-- A publish compares digests, and then only the rows of those files whose digest has changed.
ALTER TABLE code_graph.file
    ADD COLUMN digest bytea NOT NULL DEFAULT '',
    ADD COLUMN node_ids bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE code_graph.file ALTER COLUMN digest DROP DEFAULT, ALTER COLUMN node_ids DROP DEFAULT;
COMMENT ON COLUMN code_graph.file.digest IS
    'Of this row, and of the nodes in the file with their edges and unresolved references.';
COMMENT ON COLUMN code_graph.file.node_ids IS
    'The nodes in the file; what node.file_id says, for a publish to find them without an index on that.';
ALTER TABLE code_graph.repository
    ADD COLUMN unfiled_digest bytea NOT NULL DEFAULT '',
    ADD COLUMN unfiled_node_ids bigint[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN code_graph.repository.unfiled_digest IS
    'As file.digest, of the nodes that are in no file: packages and external symbols.';
COMMENT ON COLUMN code_graph.repository.unfiled_node_ids IS 'As file.node_ids.';

-- An edge is told by source, target, kind and site, and a publish writes none twice. An index that holds this as
-- well is four times as large as one that finds the edges of a node.
ALTER TABLE code_graph.edge DROP CONSTRAINT edge_tenant_id_repository_id_source_target_kind_site_key;
CREATE INDEX edge_source ON code_graph.edge (tenant_id, repository_id, source);

-- As 0002 has it: no statistics of what tells about other tenants' contents.
ALTER TABLE code_graph.file ALTER COLUMN digest SET STATISTICS 0, ALTER COLUMN node_ids SET STATISTICS 0;
ALTER TABLE code_graph.repository
    ALTER COLUMN unfiled_digest SET STATISTICS 0, ALTER COLUMN unfiled_node_ids SET STATISTICS 0;
