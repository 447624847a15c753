-- What was found out about a file's content: a run parses only contents that are not in here.
--
-- A tenant sees its own alone, though contents may be the same: to find a content's facts would tell that
-- another tenant has it.
CREATE TABLE code_graph.cached_facts (
    tenant_id integer NOT NULL,
    blob_id bytea NOT NULL,
    -- A language, or another way to read a content (a scan, a manifest).
    read_as text COLLATE "C" NOT NULL,
    extractor_version bytea NOT NULL,
    size bigint NOT NULL,
    facts bytea NOT NULL,
    last_used date NOT NULL,
    PRIMARY KEY (tenant_id, blob_id, read_as, extractor_version)
);
-- They come compressed.
ALTER TABLE code_graph.cached_facts ALTER COLUMN facts SET STORAGE EXTERNAL;
CREATE INDEX cached_facts_last_used ON code_graph.cached_facts (tenant_id, last_used);
COMMENT ON TABLE code_graph.cached_facts IS
    'What contents say, by git''s object id, how they are read and the indexer''s version; it may be emptied at any time.';
COMMENT ON COLUMN code_graph.cached_facts.size IS 'Of the content, in bytes.';
COMMENT ON COLUMN code_graph.cached_facts.last_used IS 'Exact to some days: a use is noted when the last note is old.';

ALTER TABLE code_graph.cached_facts ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON code_graph.cached_facts FOR SELECT
    USING (tenant_id = ANY ((SELECT code_graph.readable_tenants())::integer[]));
CREATE POLICY insertable ON code_graph.cached_facts FOR INSERT
    WITH CHECK (tenant_id = ANY ((SELECT code_graph.writable_tenants())::integer[]));
CREATE POLICY updatable ON code_graph.cached_facts FOR UPDATE
    USING (tenant_id = ANY ((SELECT code_graph.writable_tenants())::integer[]));
CREATE POLICY deletable ON code_graph.cached_facts FOR DELETE
    USING (tenant_id = ANY ((SELECT code_graph.writable_tenants())::integer[]));
GRANT SELECT ON code_graph.cached_facts TO code_graph_reader;
GRANT INSERT, UPDATE, DELETE ON code_graph.cached_facts TO code_graph_writer;
-- As 0002 has it: the bounds of a histogram would be other tenants' contents.
ALTER TABLE code_graph.cached_facts ALTER COLUMN blob_id SET STATISTICS 0;
ALTER TABLE code_graph.cached_facts ALTER COLUMN read_as SET STATISTICS 0;
ALTER TABLE code_graph.cached_facts ALTER COLUMN extractor_version SET STATISTICS 0;
ALTER TABLE code_graph.cached_facts ALTER COLUMN facts SET STATISTICS 0;

ALTER TABLE code_graph.tenant
    ADD COLUMN max_cache_bytes bigint NOT NULL DEFAULT 4294967296 CHECK (max_cache_bytes >= 0),
    ADD COLUMN cache_pruned_at timestamptz;
GRANT UPDATE (cache_pruned_at) ON code_graph.tenant TO code_graph_writer;
COMMENT ON COLUMN code_graph.tenant.max_cache_bytes IS
    'How large the tenant''s cached facts may grow, about; what was not used for longest goes first.';
COMMENT ON COLUMN code_graph.tenant.cache_pruned_at IS 'When a run last looked for what is to go.';
