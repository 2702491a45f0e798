-- Whether there was more in a file of a draft than its pages: its submission warns of it.
alter table draft_files add column damaged boolean not null default false;
