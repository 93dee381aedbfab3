-- When the people who had the screening had left, and it went to someone else.
alter table identification.screening add column handed_over_at timestamptz;
