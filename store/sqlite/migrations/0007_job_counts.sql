-- The counts of /metrics are read from this index alone.

CREATE INDEX jobs_counts ON jobs (source, kind, outcome);
