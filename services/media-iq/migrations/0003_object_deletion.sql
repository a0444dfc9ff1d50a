-- A plain name for the list of objects that are to be removed.
alter table doomed_object rename to object_deletion;
alter index doomed_object_pkey rename to object_deletion_pkey;
alter index doomed_object_due rename to object_deletion_due;
