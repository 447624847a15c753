-- The code graphs of many repositories of many tenants.
--
-- Every key begins with the tenant and the repository, so that the large tables can be partitioned or
-- distributed without a change. Text is COLLATE "C": an index then serves equality and prefix alike, and no
-- upgrade of the system's locale can corrupt it.
CREATE SCHEMA code_graph;
COMMENT ON SCHEMA code_graph IS
    'Code graphs by repository. Ask with definitions(), callers(), callees(), importers(), subclasses(), impact(), unresolved(), or read the views definition, relation and kind_count.';

CREATE TABLE code_graph.schema_version (
    version integer PRIMARY KEY,
    file_name text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE code_graph.schema_version IS 'The migrations that were applied, by `repository-indexer database migrate`.';

CREATE TYPE code_graph.node_kind AS ENUM (
    'package', 'module', 'class', 'interface', 'struct', 'enum', 'trait', 'function', 'method', 'field',
    'constant', 'type_alias', 'external'
);
CREATE TYPE code_graph.edge_kind AS ENUM (
    'contains', 'imports', 'calls', 'instantiates', 'inherits', 'implements', 'overrides', 'references',
    'decorates', 'type_of'
);
-- In the order of certainty: where one edge is found twice, the least, so the most certain, is kept.
CREATE TYPE code_graph.resolution AS ENUM ('exact', 'inferred', 'candidate');

CREATE TABLE code_graph.tenant (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    max_nodes bigint CHECK (max_nodes >= 0),
    max_edges bigint CHECK (max_edges >= 0),
    last_published_at timestamptz
);
COMMENT ON TABLE code_graph.tenant IS 'Who owns rows, and how many (null: no limit).';
COMMENT ON COLUMN code_graph.tenant.max_nodes IS
    'Over all repositories, by the counts that their publishes left (null: no limit). It bounds what the indexer publishes, not what the tenant does with SQL of its own: a role that may write may also insert rows and change the counts.';
COMMENT ON COLUMN code_graph.tenant.max_edges IS 'As max_nodes.';
COMMENT ON COLUMN code_graph.tenant.last_published_at IS
    'Written by every publish that changes a graph; publishes of one tenant queue on it, so that two of them cannot pass the quota together.';

CREATE TABLE code_graph.tenant_role (
    role name NOT NULL,
    tenant_id integer NOT NULL REFERENCES code_graph.tenant ON DELETE CASCADE,
    may_write boolean NOT NULL,
    PRIMARY KEY (role, tenant_id)
);
COMMENT ON TABLE code_graph.tenant_role IS 'Which database role reads, or reads and writes, the rows of which tenant.';

CREATE TABLE code_graph.repository (
    tenant_id integer NOT NULL REFERENCES code_graph.tenant,
    -- Counted within the tenant: a sequence would let one tenant see, and use up, the numbers of all.
    id integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    claim_run_id text COLLATE "C" NOT NULL,
    claim_attempt text COLLATE "C" NOT NULL,
    claim_requested_at timestamptz NOT NULL,
    published_run_id text COLLATE "C",
    published_commit text COLLATE "C",
    published_at timestamptz,
    files bigint NOT NULL DEFAULT 0,
    nodes bigint NOT NULL DEFAULT 0,
    edges bigint NOT NULL DEFAULT 0,
    unresolved bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
COMMENT ON TABLE code_graph.repository IS
    'A repository: the attempt that has claimed it (only that one may publish), and what stands published.';

CREATE TABLE code_graph.index_run (
    tenant_id integer NOT NULL,
    repository_id integer NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    attempt text COLLATE "C" NOT NULL,
    requested_at timestamptz NOT NULL,
    claimed_at timestamptz NOT NULL,
    published_at timestamptz,
    commit_id text COLLATE "C",
    files bigint,
    nodes bigint,
    edges bigint,
    unresolved bigint,
    nodes_created bigint,
    nodes_deleted bigint,
    edges_created bigint,
    edges_deleted bigint,
    PRIMARY KEY (tenant_id, repository_id, run_id),
    FOREIGN KEY (tenant_id, repository_id) REFERENCES code_graph.repository ON DELETE CASCADE
);
COMMENT ON TABLE code_graph.index_run IS
    'The last runs of a repository, and what each of them published (nothing, where published_at is null).';

-- The four tables of the graph have no foreign keys: a trigger for each row would double the time of a
-- publish, and a foreign key is checked past row level security.
CREATE TABLE code_graph.file (
    tenant_id integer NOT NULL,
    repository_id integer NOT NULL,
    id bigint NOT NULL,
    size bigint NOT NULL,
    path text COLLATE "C" NOT NULL,
    blob_id text COLLATE "C" NOT NULL,
    language text COLLATE "C",
    skip text COLLATE "C",
    has_parse_error boolean NOT NULL,
    PRIMARY KEY (tenant_id, repository_id, id)
);
COMMENT ON TABLE code_graph.file IS 'Every file of the repository, also those that are not in the graph, with the reason in `skip`.';

CREATE TABLE code_graph.node (
    tenant_id integer NOT NULL,
    repository_id integer NOT NULL,
    id bigint NOT NULL,
    file_id bigint,
    start_line integer NOT NULL,
    end_line integer NOT NULL,
    kind code_graph.node_kind NOT NULL,
    ordinal integer NOT NULL,
    language text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    qualified_name text COLLATE "C" NOT NULL,
    signature text COLLATE "C" NOT NULL,
    doc text COLLATE "C" NOT NULL,
    decorators text[] COLLATE "C" NOT NULL,
    modifiers text[] COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, repository_id, id)
);
CREATE INDEX node_name ON code_graph.node (tenant_id, repository_id, name);
CREATE INDEX node_qualified_name ON code_graph.node (tenant_id, repository_id, qualified_name);
COMMENT ON TABLE code_graph.node IS
    'A definition, or an external symbol. The id is a hash of language, kind, qualified name, signature and ordinal.';

CREATE TABLE code_graph.edge (
    tenant_id integer NOT NULL,
    repository_id integer NOT NULL,
    source bigint NOT NULL,
    target bigint NOT NULL,
    site integer,
    kind code_graph.edge_kind NOT NULL,
    resolution code_graph.resolution NOT NULL,
    UNIQUE NULLS NOT DISTINCT (tenant_id, repository_id, source, target, kind, site)
);
CREATE INDEX edge_target ON code_graph.edge (tenant_id, repository_id, target);
COMMENT ON TABLE code_graph.edge IS
    'A relation between two nodes. `site` is its line relative to the start of the source node, so that a line inserted above changes no row; null where there is no line.';

CREATE TABLE code_graph.unresolved_reference (
    tenant_id integer NOT NULL,
    repository_id integer NOT NULL,
    source bigint NOT NULL,
    site integer,
    kind code_graph.edge_kind NOT NULL,
    text text COLLATE "C" NOT NULL
);
CREATE INDEX unresolved_reference_source ON code_graph.unresolved_reference (tenant_id, repository_id, source);
COMMENT ON TABLE code_graph.unresolved_reference IS
    'A reference that the rules could not bind to a node: kept as written, never guessed.';
