-- What the price of a reading buys: pack_count pieces of pack_each (a plain decimal) pack_unit; pack_count 0 is unknown.

ALTER TABLE observations ADD COLUMN pack_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE observations ADD COLUMN pack_each TEXT NOT NULL DEFAULT '';
ALTER TABLE observations ADD COLUMN pack_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE observations ADD COLUMN pack_confirmed INTEGER NOT NULL DEFAULT 0;
