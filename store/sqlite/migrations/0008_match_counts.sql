-- The length of the review queue is read from this index alone.

CREATE INDEX matches_decision ON matches (decision);
