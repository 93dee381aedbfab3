-- Who was told that the child is found, and whom the child fears, written after the search began.
alter table missing.missing_note drop constraint missing_note_kind_check;
alter table missing.missing_note add constraint missing_note_kind_check
  check (kind in ('look', 'told', 'review', 'talk', 'printed', 'told-found', 'fear'));
