-- The stamp names the content of an advice, so that who has it already need not read it again; '' in older rows.

ALTER TABLE advice ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
