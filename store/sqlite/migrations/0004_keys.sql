-- Idempotency keys with what was answered under them; status 0 while the request is under way.

CREATE TABLE keys (
    key          TEXT PRIMARY KEY,
    request      TEXT NOT NULL,
    status       INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    location     TEXT NOT NULL,
    body         BLOB,
    taken_at     INTEGER -- milliseconds since 1970 UTC, NULL once given up
) STRICT, WITHOUT ROWID;
