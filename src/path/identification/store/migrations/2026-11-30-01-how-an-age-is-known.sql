-- An age has more ways of being known than a sign: told by the family, an examined document, an assessment.
alter table identification.age no force row level security;
alter table identification.age drop constraint age_how_check;
alter table identification.age add constraint age_how_check
  check (how in ('told-by-child', 'told-by-family', 'third-party', 'observed', 'document', 'document-examined', 'assessed'));
alter table identification.age force row level security;
