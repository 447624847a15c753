-- A run that finds what was published last has nothing to do.
ALTER TABLE code_graph.repository
    ADD COLUMN published_fingerprint bytea NOT NULL DEFAULT '',
    ADD COLUMN facts_noted_on date NOT NULL DEFAULT current_date;
ALTER TABLE code_graph.repository ALTER COLUMN published_fingerprint SET STATISTICS 0;
COMMENT ON COLUMN code_graph.repository.published_fingerprint IS
    'Of all that the published graph follows from: the commit or the files, what was asked for, and the indexer''s version. Empty: to be made anew.';
COMMENT ON COLUMN code_graph.repository.facts_noted_on IS
    'When a run that had nothing to do last noted that the cached facts are in use.';
