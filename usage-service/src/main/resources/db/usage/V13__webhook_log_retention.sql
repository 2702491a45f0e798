-- Applied and ignored events of Stripe are deleted by age. The state of a subscription does not depend on them: it is stored with the
-- time of its newest event, and an older one changes nothing. Failed and flagged events wait for an administrator and stay.
create index webhook_logs_by_age on webhook_logs (received_at) where status in ('applied', 'ignored');
grant delete on webhook_logs to ${service};
