-- What came of adopted recommendations.

CREATE TABLE outcomes (
    candidate  TEXT NOT NULL,
    adopted_at INTEGER NOT NULL, -- milliseconds since 1970 UTC
    doc        TEXT NOT NULL,    -- JSON
    PRIMARY KEY (candidate, adopted_at)
) STRICT, WITHOUT ROWID;
