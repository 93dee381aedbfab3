-- Steps of one change have one time; this keeps their order.
alter table case_management.step add column number smallint not null default 0;
