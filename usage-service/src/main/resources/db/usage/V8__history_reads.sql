-- What was charged between two instants, for the breakdown of a user's usage.
create index ledger_commits_by_time on ledger (user_id, at) where kind = 'commit';
-- Open reservations by age, for their comparison with the extraction's events.
create index reservations_by_age on reservations (created_at) where state = 'reserved';
