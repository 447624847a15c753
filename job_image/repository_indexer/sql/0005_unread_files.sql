-- A file that nobody wants to read is not fetched, so its size is not known.
ALTER TABLE code_graph.file ALTER COLUMN size DROP NOT NULL;
COMMENT ON COLUMN code_graph.file.size IS 'In bytes; null where it could not be known without fetching the content.';
