-- The functions of the ledger stand in R__ledger.sql and R__admission.sql, which Flyway runs again whenever their text changes.
-- This one was renamed to admit_submission.
drop function take_submission(text, int);
