-- What goes to a contact within an hour, to fold what would be too much.
create index page_contact_due on page (contact, due_at);
create index delivery_digest on delivery (recipient, due_at) where topic = 'digest';
