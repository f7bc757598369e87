-- What an advice was computed from, in parts; older advice has none.

CREATE TABLE advice_parts (
    as_of INTEGER NOT NULL, -- of the advice
    name  TEXT NOT NULL,
    doc   BLOB NOT NULL,
    PRIMARY KEY (as_of, name)
) STRICT;
