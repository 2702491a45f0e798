-- Batches that still receive files. A draft is announced: users see it as pending_upload, until the upload submits or discards it.
alter table extraction_batches
    add column expires_at   timestamptz, -- of a draft: when the upload discards it; null once it is submitted
    add column discarded_at timestamptz; -- when the upload discarded the draft at its user's request: cancelled from then on
