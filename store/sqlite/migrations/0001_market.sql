-- Times are milliseconds since 1970 UTC, amounts minor units of the currency beside them. NULL is unknown.

CREATE TABLE listings (
    n           INTEGER PRIMARY KEY, -- the narrow key that observations refer to
    id          TEXT NOT NULL UNIQUE,
    source      TEXT NOT NULL,
    external_id TEXT NOT NULL,
    url         TEXT NOT NULL,
    variant     TEXT NOT NULL,       -- JSON object, '' for none
    title       TEXT NOT NULL,
    brand       TEXT NOT NULL,
    gtin        TEXT NOT NULL,
    mpn         TEXT NOT NULL,
    sku         TEXT NOT NULL,
    category    TEXT NOT NULL,
    first_seen  INTEGER,
    last_seen   INTEGER
) STRICT;
CREATE INDEX listings_source ON listings (source, id);
CREATE INDEX listings_category ON listings (category, id);

CREATE TABLE observations (
    listing           INTEGER NOT NULL REFERENCES listings (n),
    observed_at       INTEGER NOT NULL,
    seen_until        INTEGER NOT NULL, -- last reading with the same content
    price             INTEGER,
    currency          TEXT,
    list_price        INTEGER,
    list_currency     TEXT,
    shipping          INTEGER,
    shipping_currency TEXT,
    seller            TEXT NOT NULL,
    condition         TEXT NOT NULL,
    availability      TEXT NOT NULL,
    rating            REAL,
    rating_scale      REAL NOT NULL,
    review_count      INTEGER,
    rating_count      INTEGER,
    units_sold        INTEGER,
    units_window      INTEGER,
    provenance        TEXT NOT NULL, -- JSON object, '' for none
    PRIMARY KEY (listing, observed_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE candidates (
    id  TEXT PRIMARY KEY,
    doc TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE matches (
    candidate  TEXT NOT NULL,
    listing    TEXT NOT NULL,
    relation   TEXT NOT NULL,
    confidence REAL NOT NULL,
    decision   TEXT NOT NULL,
    method     TEXT NOT NULL,
    version    TEXT NOT NULL,
    evidence   TEXT NOT NULL, -- JSON array, '' for none
    PRIMARY KEY (candidate, listing)
) STRICT, WITHOUT ROWID;

CREATE TABLE advice (
    as_of INTEGER PRIMARY KEY,
    doc   TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE jobs (
    run         TEXT NOT NULL,
    id          TEXT NOT NULL,
    source      TEXT NOT NULL,
    url         TEXT NOT NULL,
    kind        TEXT NOT NULL,
    outcome     TEXT NOT NULL, -- '' while open
    detail      TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    not_before  INTEGER,
    leased_by   TEXT NOT NULL,
    lease_until INTEGER,
    PRIMARY KEY (run, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_open ON jobs (run, id) WHERE outcome = '';
