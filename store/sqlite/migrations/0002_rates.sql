-- One unit of base is value units of quote from a moment on.

CREATE TABLE rates (
    base     TEXT NOT NULL,
    quote    TEXT NOT NULL,
    since    INTEGER NOT NULL, -- milliseconds since 1970 UTC
    value    TEXT NOT NULL,    -- a plain decimal
    PRIMARY KEY (base, quote, since)
) STRICT, WITHOUT ROWID;
