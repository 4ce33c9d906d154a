-- While nodes of two versions stand side by side, the older one leaves alone what it would send in a wrong form.

alter table delivery add column form smallint not null default 0;
comment on column delivery.form is 'What a sender must know: 0 a text, 1 enveloped data that is the whole mail. Senders claim the forms they know alone.';
