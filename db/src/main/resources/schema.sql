-- The tables as the migrations leave them: to read, not to run. SchemaTest keeps this file true and writes it
-- anew with -Dschema.write=true.

create table access_token (
    name text not null,
    hash bytea not null,  -- SHA-256 of the token. A token has 256 random bits, so a slow hash would add nothing.
    scopes text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint access_token_pkey primary key (name),
    constraint access_token_hash_key unique (hash)
);

-- Text messages that were acted on, for a day: providers bring some more than once.
create table answered_text (
    provider_id text not null,
    at timestamptz not null,
    answer text,  -- What was written back; null where nothing was.
    constraint answered_text_pkey primary key (provider_id)
);
create index answered_text_at on answered_text (at);

-- Requests that came with an Idempotency-Key, with their answers, for a day.
create table api_request (
    caller text not null,
    key text not null,
    at timestamptz not null,
    fingerprint text not null,  -- SHA-256 of method, path and body, in hexadecimal digits.
    status integer,  -- Null until it is answered.
    location text,
    answer text,
    constraint api_request_pkey primary key (caller, key)
);
create index api_request_at on api_request (at);

-- From when until when a process was there to take calls; each extends its row every few seconds. What did not come while nobody was there is held against no job.
create table attendance (
    id bigint generated always as identity not null,
    began_at timestamptz not null,
    until timestamptz not null,
    constraint attendance_pkey primary key (id),
    constraint attendance_check check (until >= began_at)
);
create index attendance_until on attendance (until);

-- Whom a machine has answered, for the limits.
create table automatic_answer (
    at timestamptz not null,
    address text not null,
    domain text not null,
    disclosure_id bigint not null,
    constraint automatic_answer_disclosure_id_fkey foreign key (disclosure_id) references disclosure(id)
);
create index automatic_answer_at on automatic_answer (at);

-- Whoever must answer for themselves: they are called again at due_at although somebody else has acknowledged.
create table awaited_acknowledgement (
    incident_id bigint not null,
    responder text not null,
    because text not null,
    wait interval not null,
    due_at timestamptz not null,
    by_name boolean not null,  -- Asked to help, beside the policy: called again also while nobody has acknowledged.
    constraint awaited_acknowledgement_pkey primary key (incident_id, responder),
    constraint awaited_acknowledgement_incident_id_fkey foreign key (incident_id) references incident(id),
    constraint awaited_acknowledgement_wait_check check (wait > '00:00:00'::interval)
);
create index awaited_acknowledgement_due on awaited_acknowledgement (due_at);

-- Who may read a calendar by its address. Only a hash of the secret part is kept.
create table calendar_feed (
    id bigint generated always as identity not null,
    hash bytea not null,
    kind text not null,
    name text not null,
    made_at timestamptz not null,
    made_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    constraint calendar_feed_pkey primary key (id),
    constraint calendar_feed_hash_key unique (hash),
    constraint calendar_feed_check check ((revoked_at is null) = (revoked_by is null)),
    constraint calendar_feed_kind_check check (kind in ('schedule', 'responder'))
);

-- The text or mail that was sent to an address which brings it back to us.
create table canary_page (
    token text not null,
    medium text not null,
    sent_at timestamptz not null,
    due_at timestamptz not null,  -- By when it must be back; later it is missed, which is an incident.
    read_at timestamptz,
    missed_at timestamptz,
    constraint canary_page_pkey primary key (token)
);
create index canary_page_due on canary_page (due_at) where ((read_at is null) and (missed_at is null));
create index canary_page_sent on canary_page (medium, sent_at);

-- Components and groups (named "group:NAME"): the identity that readers rely on. All else is in the settings.
create table component (
    id text not null,
    name text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    retired_at timestamptz,
    constraint component_pkey primary key (id),
    constraint component_name_key unique (name),
    constraint component_id_check check (id ~ '^[a-z0-9]{12}$')
);

-- Half-open times in which a person spoke for a component. They count in its uptime like the word of its monitors.
create table component_hand_set (
    id bigint generated always as identity not null,
    component_id text not null,
    status text not null,
    reason text not null,  -- For colleagues: it is shown to no customer.
    actor text not null,
    began_at timestamptz not null,
    ends_at timestamptz not null,  -- The end that was given; an earlier one when it was taken back.
    constraint component_hand_set_pkey primary key (id),
    constraint component_hand_set_component_id_fkey foreign key (component_id) references component(id),
    constraint component_hand_set_check check (ends_at >= began_at),
    constraint component_hand_set_status_check check (status in ('operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'))
);
create index component_hand_set_of on component_hand_set (component_id, ends_at);

-- Whose addresses these are stands in the settings; here stands what became known of them.
create table contact (
    medium text not null,
    address text not null,
    verified_at timestamptz,  -- When somebody typed the code that we had sent there.
    stopped_at timestamptz,  -- Since when nothing is sent there, because its owner said so or because it cannot arrive.
    stop_reason text not null default '',
    helped integer not null default 0,  -- How often we have answered nonsense with help since the last page or answer.
    constraint contact_pkey primary key (medium, address)
);

-- The code that proves that somebody reads an address: the newest one alone, and never in the clear.
create table contact_code (
    medium text not null,
    address text not null,
    salt text not null,
    hash text not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    attempts integer not null default 0,
    constraint contact_code_pkey primary key (medium, address)
);

-- The outbox: a message commits together with the fact that caused it, and is sent afterwards.
create table delivery (
    id bigint generated always as identity not null,
    medium text not null,
    recipient text not null,
    subject text not null,
    body text not null,
    html text,
    topic text not null,
    reference text not null,
    priority smallint not null,
    state text not null default 'pending',
    created_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null default 0,
    claimed_at timestamptz,
    lease_until timestamptz,
    unknown_since timestamptz,  -- An attempt that began then may have got through: the provider is asked before the next one.
    withdrawn boolean not null default false,  -- Taken back while it was leaving: it is not tried again.
    provider text,
    provider_id text,
    reason text not null default '',
    accepted_at timestamptz,
    settled_at timestamptz,
    receipt_due_at timestamptz,  -- By then the carrier should have said whether it arrived; null when nobody waits for that.
    receipt_missed_at timestamptz,  -- The carrier had said nothing by then. Word that comes later still counts.
    stalled_at timestamptz,  -- When first no provider could take it. It is tried on.
    list text,  -- The mailing list that a mail belongs to (List-Id).
    unsubscribe text,  -- Where its reader can leave the list with one click (RFC 8058).
    head text[],  -- What a mail has above its text besides a subject: who it is from, which mail it answers.
    unsubscribe_mail text,  -- The address to which a mail of its reader leaves the list (RFC 2369).
    form smallint not null default 0,  -- What a sender must know: 0 a text, 1 enveloped data that is the whole mail. Senders claim the forms they know alone.
    constraint delivery_pkey primary key (id),
    constraint delivery_reference_key unique (reference),
    constraint delivery_check check ((state = 'sending') = (lease_until is not null)),
    constraint delivery_state_check check (state in ('pending', 'sending', 'accepted', 'undelivered', 'failed', 'delivered', 'suppressed'))
);
create index delivery_arrived on delivery (recipient, accepted_at) where (state in ('accepted', 'delivered'));
create index delivery_digest on delivery (recipient, due_at) where (topic = 'digest');
create index delivery_due on delivery (priority, due_at) where (state = 'pending');
create index delivery_leased on delivery (lease_until) where (state = 'sending');
create index delivery_overdue on delivery (due_at) where (state = 'pending');
create index delivery_receipt_due on delivery (receipt_due_at) where (receipt_due_at is not null);
create index delivery_topic on delivery (topic) where (state in ('pending', 'sending'));

-- Everything that became known of a delivery, in the order in which we learned it. Rows are added, never changed.
create table delivery_attempt (
    id bigint generated always as identity not null,
    delivery_id bigint not null,
    at timestamptz not null,
    attempt integer not null,
    provider text not null,
    provider_id text,
    state text not null,
    reason text not null default '',
    constraint delivery_attempt_pkey primary key (id),
    constraint delivery_attempt_delivery_id_fkey foreign key (delivery_id) references delivery(id)
);
create index delivery_attempt_of on delivery_attempt (delivery_id, id);

create table disclosure (
    id bigint generated always as identity not null,
    reference text not null,  -- What people call it: random, so that nobody can count our cases.
    state text not null,
    kind text not null,
    subject text not null,
    sender text not null,
    authenticity text not null,
    received_at timestamptz not null,
    acknowledged_at timestamptz,
    first_reply_due_at timestamptz not null,
    first_replied_at timestamptz,
    clock_at timestamptz,  -- When the next reminder, page or warning is due; clock_stage says which.
    clock_stage smallint not null default 0,
    alarm text not null default '',  -- Why somebody is to be paged at once; empty again when that was done.
    cvss text not null default '',
    flags text[] not null default '{}'[],
    duplicate_of bigint,
    incident_id bigint,
    credit text not null default '',
    link_hash bytea,  -- SHA-256 of the token in the reporter's link; empty when it was revoked.
    key bytea,  -- Seals all of the case; itself sealed by the master key. Erasing a case takes it away.
    erased_at timestamptz,
    closed_at timestamptz,
    disclosed_at timestamptz,  -- When the case became disclosed; credit is shown from then on.
    credit_agreed_at timestamptz,  -- When the reporter agreed to be named; nobody is named before.
    constraint disclosure_pkey primary key (id),
    constraint disclosure_link_hash_key unique (link_hash),
    constraint disclosure_reference_key unique (reference),
    constraint disclosure_duplicate_of_fkey foreign key (duplicate_of) references disclosure(id),
    constraint disclosure_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index disclosure_alarm_due on disclosure (id) where (alarm <> '');
create index disclosure_clock_due on disclosure (clock_at) where (clock_at is not null);
create index disclosure_received on disclosure (received_at);

-- What was done with a case, and who read it. Rows are added, never changed.
create table disclosure_event (
    id bigint generated always as identity not null,
    disclosure_id bigint,  -- Empty where a mail was read that has no case.
    at timestamptz not null,
    kind text not null,
    by text not null,
    detail text not null default '',
    constraint disclosure_event_pkey primary key (id),
    constraint disclosure_event_disclosure_id_fkey foreign key (disclosure_id) references disclosure(id)
);
create index disclosure_event_of on disclosure_event (disclosure_id, id);

create table disclosure_message (
    id bigint generated always as identity not null,
    disclosure_id bigint not null,
    mail_id bigint,
    direction text not null,
    at timestamptz not null,
    author text not null,
    message_id text not null default '',
    sealed bytea not null,  -- What it says and what came with it, as JSON, sealed by the key of the case.
    flags text[] not null default '{}'[],
    delivery_id bigint,
    state text not null default '',  -- How its delivery fares; bounced when it came back.
    automatic boolean not null default false,
    constraint disclosure_message_pkey primary key (id),
    constraint disclosure_message_delivery_id_fkey foreign key (delivery_id) references delivery(id),
    constraint disclosure_message_disclosure_id_fkey foreign key (disclosure_id) references disclosure(id),
    constraint disclosure_message_mail_id_fkey foreign key (mail_id) references inbound_mail(id),
    constraint disclosure_message_direction_check check (direction in ('in', 'out', 'note', 'draft'))
);
create index disclosure_message_delivery on disclosure_message (delivery_id) where (delivery_id is not null);
create index disclosure_message_id on disclosure_message (message_id) where (message_id <> '');
create index disclosure_message_of on disclosure_message (disclosure_id, id);

create table disclosure_participant (
    disclosure_id bigint not null,
    address text not null,
    name text not null default '',
    authenticity text not null,
    approved boolean not null,  -- One who is not is told nothing.
    pgp_key text not null default '',
    certificate text not null default '',  -- That signed a mail of theirs, in base64; empty when none did.
    offered_pgp_key text not null default '',  -- Came later than the one we have, and waits to be accepted; empty when none did.
    offered_certificate text not null default '',  -- The same of certificates, in base64.
    dismissed_keys text[] not null default '{}'[],  -- The fingerprints of keys that waited and were dismissed.
    dismissed_again text[] not null default '{}'[],  -- Those of them that came again, which is told once.
    constraint disclosure_participant_pkey primary key (disclosure_id, address),
    constraint disclosure_participant_disclosure_id_fkey foreign key (disclosure_id) references disclosure(id)
);

-- An update on its way to its subscribers: all whose number is up to reached have been dealt with.
create table fan_out (
    id bigint generated always as identity not null,
    matter text not null,
    update_id text not null,
    occasion text not null,
    created_at timestamptz not null,
    reached bigint not null default 0,
    sent integer not null default 0,
    done_at timestamptz,
    constraint fan_out_pkey primary key (id),
    constraint fan_out_matter_fkey foreign key (matter) references public_incident(id),
    constraint fan_out_update_id_fkey foreign key (update_id) references status_update(id)
);
create index fan_out_open on fan_out (id) where (done_at is null);

-- Who was told that they come on call: once for each shift, whatever crashes.
create table handoff (
    schedule text not null,
    starts_at timestamptz not null,
    responder text not null,
    ends_at timestamptz,
    told_at timestamptz not null,
    delivery_id bigint,  -- Null: there is no mail address.
    constraint handoff_pkey primary key (schedule, starts_at, responder),
    constraint handoff_delivery_id_fkey foreign key (delivery_id) references delivery(id)
);
create index handoff_told on handoff (told_at);

-- When a schedule is looked at next for somebody who comes on call, and up to when hand-offs were looked for.
create table handoff_watch (
    schedule text not null,
    looked_at timestamptz not null,
    due_at timestamptz not null,
    constraint handoff_watch_pkey primary key (schedule)
);
create index handoff_watch_due on handoff_watch (due_at);

-- One row a heartbeat in the settings. The unique token is checked at commit, so that two of them may change tokens.
create table heartbeat (
    monitor_id bigint not null,
    token_hash bytea not null,  -- SHA-256 of the token in its address.
    rhythm text not null,
    watched_from timestamptz not null,  -- Calls before it are none: the job was not watched then.
    rhythm_since timestamptz not null,  -- Nothing is expected by this rhythm that would have been due before it counted.
    judge_at timestamptz,  -- When to look at it beside its slots: because of a call, or because it will be late.
    constraint heartbeat_pkey primary key (monitor_id),
    constraint heartbeat_token unique (token_hash) deferrable initially deferred,
    constraint heartbeat_monitor_id_fkey foreign key (monitor_id) references monitor(id)
) with (fillfactor=60);
create index heartbeat_judge on heartbeat (judge_at) where (judge_at is not null);

-- The last hundred calls of each job. No foreign key: its lock would make the rounds skip the monitor that calls.
create table heartbeat_call (
    id bigint generated always as identity not null,
    monitor_id bigint not null,
    at timestamptz not null,
    signal text not null,
    exit_code smallint,
    run_id uuid,
    body text,
    constraint heartbeat_call_pkey primary key (id),
    constraint heartbeat_call_exit_code_check check (exit_code >= 0 and exit_code <= 255),
    constraint heartbeat_call_signal_check check (signal in ('start', 'success', 'fail'))
);
create index heartbeat_call_at on heartbeat_call (at);
create index heartbeat_call_monitor on heartbeat_call (monitor_id, id);

-- The weeks, by their Monday, of which it was told what had been hidden.
create table hidden_digest (
    week date not null,
    told_at timestamptz not null,
    constraint hidden_digest_pkey primary key (week)
);

-- The last mail of each mailbox that was kept: its UID, which holds as long as UIDVALIDITY stays the same.
create table imap_cursor (
    mailbox text not null,
    uid_validity bigint not null,
    last_uid bigint not null,
    mails integer not null default 0,  -- How many mails lay in the mailbox when they were counted.
    missing integer not null default 0,  -- How many of those before the cursor we did not have; they are read again at once.
    counted_at timestamptz,
    constraint imap_cursor_pkey primary key (mailbox)
);

-- Everything that other systems told us, with what became of it, also what was refused.
create table inbound_event (
    id bigint generated always as identity not null,
    at timestamptz not null,
    source text not null,
    caller text not null,
    key text not null,
    action text not null,
    body text not null,  -- As it was sent, cut to 64 Ki characters.
    outcome text not null,
    incident_id bigint,
    constraint inbound_event_pkey primary key (id),
    constraint inbound_event_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index inbound_event_at on inbound_event (at);
create index inbound_event_incident on inbound_event (incident_id) where (incident_id is not null);

-- Every mail, as it came, sealed. It is committed before anybody tries to read it.
create table inbound_mail (
    id bigint generated always as identity not null,
    via text not null,
    sender text,
    recipient text not null,
    received_at timestamptz not null,
    size integer not null,
    sha256 text not null,
    raw bytea,
    key bytea,  -- Seals the mail; itself sealed by the key of its case, or by the master key where it has none.
    outcome text not null default 'stored',
    reason text not null default '',
    answer text not null default '',  -- Which rule let a machine answer, or kept it from that.
    failed boolean not null default false,  -- It could not be read in order; it has a case all the same.
    disclosure_id bigint,
    message_id text,
    body_hash text,
    attempts integer not null default 0,
    lease_until timestamptz,
    read_at timestamptz,
    promoted boolean not null default false,  -- A person made a case of it, whatever a machine thinks.
    mailbox text,
    uid_validity bigint,
    uid bigint,  -- Its place in the mailbox from which it was taken; empty for what came by LMTP or by the form.
    constraint inbound_mail_pkey primary key (id),
    constraint inbound_mail_disclosure_id_fkey foreign key (disclosure_id) references disclosure(id),
    constraint inbound_mail_outcome_check check (outcome in ('stored', 'case', 'thread', 'bounce', 'held', 'known'))
);
create index inbound_mail_due on inbound_mail (id) where (outcome = 'stored');
create index inbound_mail_message_id on inbound_mail (message_id) where (message_id is not null);
create index inbound_mail_of on inbound_mail (disclosure_id);
create unique index inbound_mail_place on inbound_mail (mailbox, uid_validity, uid);
create index inbound_mail_sha256 on inbound_mail (sha256);

-- Every text message that people sent us, with what became of it.
create table inbound_text (
    id bigint generated always as identity not null,
    at timestamptz not null,
    sender text not null,
    body text not null,
    outcome text not null,
    constraint inbound_text_pkey primary key (id)
);

create table incident (
    id bigint generated always as identity not null,
    key text not null,
    monitor_id bigint,
    monitor_name text,
    title text not null,
    summary text not null,
    severity text not null,
    status text not null,
    policy text not null,
    began_at timestamptz not null,
    opened_at timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    resolved_at timestamptz,
    resolved_by text,
    reply_code integer not null,
    escalate_at timestamptz,
    escalation_step integer not null default 0,  -- How many steps of the policy have been walked; begins anew where an incident is paged anew.
    held_by text,  -- Why nobody is paged for it. What a silence holds is due when that ends; what else holds it has no escalate_at.
    flapping_until timestamptz,  -- The target changes too often to believe a recovery before then.
    recovered_at timestamptz,  -- While it flaps: when the target last came up, empty when it went down since.
    calls integer not null default 0,  -- How often people were called, whatever step of the policy it was for.
    triggers_again_at timestamptz,  -- When an acknowledgement runs out, or a rest that somebody asked for ends.
    drill boolean not null default false,  -- Opened to prove that people are reached. Customers hear nothing of it, and it counts in no response time.
    constraint incident_pkey primary key (id),
    constraint incident_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint incident_check check (status = 'TRIGGERED' or escalate_at is null),
    constraint incident_check1 check ((status = 'RESOLVED') = (resolved_at is not null)),
    constraint incident_check2 check (status = 'ACKNOWLEDGED' or triggers_again_at is null),
    constraint incident_severity_check check (severity in ('CRITICAL', 'MAJOR', 'MINOR')),
    constraint incident_status_check check (status in ('TRIGGERED', 'ACKNOWLEDGED', 'RESOLVED'))
);
create index incident_escalation_due on incident (escalate_at) where (escalate_at is not null);
create index incident_flapping on incident (flapping_until) where (flapping_until is not null);
create index incident_of_key on incident (key, id);
create unique index incident_one_open on incident (key) where (status <> 'RESOLVED');
create index incident_opened on incident (opened_at);
create unique index incident_reply_code on incident (reply_code) where (status <> 'RESOLVED');
create index incident_triggers_again on incident (triggers_again_at) where (triggers_again_at is not null);
create index incident_unanswered on incident (opened_at) where ((severity = 'CRITICAL') and (status = 'TRIGGERED'));

-- The timeline. Rows are added, never changed.
create table incident_event (
    id bigint generated always as identity not null,
    incident_id bigint not null,
    at timestamptz not null,
    kind text not null,
    detail jsonb not null,
    salt text,  -- In hex; makes the sealed digest say nothing about the detail. Null before it is sealed, empty once a person was erased from the detail.
    constraint incident_event_pkey primary key (id),
    constraint incident_event_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index incident_event_of on incident_event (incident_id, id);
create index incident_event_unsealed on incident_event (id) where (salt is null);

-- The review after an incident. Each writing replaces the last, and counts the version up.
create table incident_review (
    incident_id bigint not null,
    version integer not null,
    owner text not null,
    due date not null,
    summary text not null default '',
    impact text not null default '',
    cause text not null default '',
    lessons text not null default '',
    written_at timestamptz not null,
    written_by text not null,
    constraint incident_review_pkey primary key (incident_id),
    constraint incident_review_incident_id_fkey foreign key (incident_id) references incident(id)
);

-- Facts made once: the key that signs links, the number of shards, the page id.
create table installation (
    name text not null,
    value text not null,
    created_at timestamptz not null,
    constraint installation_pkey primary key (name)
);

create table intake_canary (
    token text not null,
    sent_at timestamptz not null,
    due_at timestamptz not null,  -- By when it must be here; once it is, by when its acknowledgement must be outside.
    back_at timestamptz,
    problem text not null default '',  -- Why it did not leave, or what would have become of a report that came like it; empty when all is well.
    told_at timestamptz,  -- When people were paged for it, or an alarm was ended by it.
    awaits_answer boolean not null default false,
    answered_at timestamptz,  -- When its acknowledgement was found outside.
    constraint intake_canary_pkey primary key (token)
);
create index intake_canary_untold on intake_canary (due_at) where (told_at is null);

-- The sum of the hours of one day in UTC, in the same buckets.
create table latency_day (
    monitor_id bigint not null,
    began_at timestamptz not null,
    looks integer not null,
    buckets smallint[] not null,
    counts integer[] not null,
    location text not null default '',
    constraint latency_day_pkey primary key (monitor_id, began_at, location),
    constraint latency_day_check check (cardinality(buckets) = cardinality(counts)),
    constraint latency_day_looks_check check (looks > 0)
);
create index latency_day_began on latency_day (began_at);

-- The passed looks of one monitor in one hour, as twelve histograms of five minutes; an hour without any has no row. Cell 1200 s + b counts the looks of the five minutes s (0 to 11) that took more than 1.02^(b-1) and at most 1.02^b microseconds, so histograms are merged by adding counts.
create table latency_hour (
    monitor_id bigint not null,
    began_at timestamptz not null,
    looks integer not null,
    cells smallint[] not null,
    counts smallint[] not null,
    location text not null default '',  -- Histograms of several places are merged by adding, like those of several hours.
    constraint latency_hour_pkey primary key (monitor_id, began_at, location),
    constraint latency_hour_check check (cardinality(cells) = cardinality(counts)),
    constraint latency_hour_looks_check check (looks > 0)
);
create index latency_hour_began on latency_hour (began_at);

-- One row: every look before this instant is in the roll-ups. A look that comes late sets it back; whoever rolls up holds its lock.
create table latency_watermark (
    one boolean not null default true,
    rolled_until timestamptz,
    constraint latency_watermark_pkey primary key (one),
    constraint latency_watermark_one_check check (one)
);

-- Append-only, and tied to no other table: what is sealed stays, whatever becomes of the row that it seals.
create table ledger (
    position bigint not null,
    event_id bigint not null,
    incident_id bigint not null,
    at timestamptz not null,
    kind text not null,
    digest text not null,  -- SHA-256 of the salt and the detail, in hex.
    hash text not null,  -- SHA-256 of the hash before and of everything that stands here, in hex.
    constraint ledger_pkey primary key ("position"),
    constraint ledger_event_id_key unique (event_id)
);

-- The places other than the server's own from which we look, as their agents told of themselves. What stands in the settings is not repeated here.
create table location (
    name text not null,
    added_at timestamptz not null,
    heard_at timestamptz,
    silent_since timestamptz,  -- Since when an incident says that nothing is heard from there; empty while all is well.
    session text,  -- The agent that looks; another one for the same place stands by.
    session_began timestamptz,
    version text not null default '',
    clock_offset_ms bigint not null default 0,
    waiting bigint not null default 0,
    dropped bigint not null default 0,
    missed bigint not null default 0,
    troubles text[] not null default '{}'[],
    troubled_since timestamptz,  -- Since when its agent has troubles of which a person should know; trouble_told while an incident says so.
    trouble_told boolean not null default false,
    constraint location_pkey primary key (name)
);

-- The times of an announced maintenance; its name, updates and components stand with public_incident.
create table maintenance (
    id text not null,
    scheduled_for timestamptz not null,
    scheduled_until timestamptz not null,
    by_clock boolean not null,  -- Whether it begins and ends by itself.
    expected text not null,  -- The worst that was announced: what monitors say up to this is the maintenance; what is worse is shown.
    began_at timestamptz,
    ended_at timestamptz,
    remind_at timestamptz,  -- When subscribers are reminded next.
    overdue_told_at timestamptz,
    sequence integer not null default 0,  -- How often its times changed: calendars want to know.
    series_id text,
    occurrence timestamptz,  -- Which time of its series it stands for, whenever it is held in the end.
    constraint maintenance_pkey primary key (id),
    constraint maintenance_series_id_occurrence_key unique (series_id, occurrence),
    constraint maintenance_id_fkey foreign key (id) references public_incident(id),
    constraint maintenance_series_id_fkey foreign key (series_id) references maintenance_series(id),
    constraint maintenance_check check (scheduled_until > scheduled_for),
    constraint maintenance_check1 check (ended_at >= began_at)
);
create index maintenance_reminders on maintenance (remind_at) where (remind_at is not null);
create index maintenance_turns on maintenance (scheduled_for) where (ended_at is null);

-- When a monitor was under maintenance. The windows stand in the settings, which change; this is what was.
create table maintenance_interval (
    monitor_id bigint not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    name text not null,
    constraint maintenance_interval_pkey primary key (monitor_id, began_at),
    constraint maintenance_interval_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint maintenance_interval_check check (ended_at > began_at)
);
create unique index maintenance_interval_open on maintenance_interval (monitor_id) where (ended_at is null);

-- Maintenance that recurs by an RRULE (RFC 5545) in the local time of a zone. Each time is announced as a maintenance of its own.
create table maintenance_series (
    id text not null,
    name text not null,
    body text not null,
    components text[] not null,
    first timestamp without time zone not null,
    zone text not null,
    lasts interval not null,
    rule text not null,
    by_clock boolean not null,
    expected text not null,
    author text not null,
    created_at timestamptz not null,
    planned_to timestamptz not null,  -- All times that begin before this are announced.
    ended_at timestamptz,
    constraint maintenance_series_pkey primary key (id),
    constraint maintenance_series_id_check check (id ~ '^[a-z0-9]{12}$'),
    constraint maintenance_series_lasts_check check (lasts > '00:00:00'::interval)
);

-- One row a monitor: its place in the schedule and its standing. The definition stands in the settings, or in monitor_definition. No index holds a time, so that claiming and settling stay heap-only updates.
create table monitor (
    id bigint generated always as identity not null,
    name text not null,
    shard smallint not null,
    every_ms bigint not null,
    phase_ms bigint not null,
    next_due_at timestamptz not null,
    recheck_at timestamptz,
    created_at timestamptz not null,
    retired_at timestamptz,
    verdict text not null default 'UNKNOWN',
    verdict_since timestamptz not null,
    answering boolean not null default true,
    answering_length integer not null default 0,
    answering_since timestamptz not null,
    prompt boolean not null default true,
    prompt_length integer not null default 0,
    prompt_since timestamptz not null,
    last_looked_at timestamptz,
    last_reason text not null default '',
    held_by text,  -- Why nobody is paged although the monitor is down; empty when nothing holds it.
    voted_by text,  -- The places and the quorum that made the verdict; empty where the server alone looks. What the settings change counts from then on, and not for the past.
    claimed_by uuid,  -- The node that took the slots before next_due_at; empty once they are handed on.
    owner text not null default 'file',  -- Whose word it is: the settings file's, or the API's.
    paused_at timestamptz,  -- Since when nobody looks although it is kept; only monitors of the API can be paused.
    paused_by text,
    constraint monitor_pkey primary key (id),
    constraint monitor_name_key unique (name),
    constraint monitor_every_ms_check check (every_ms > 0),
    constraint monitor_owner_check check (owner in ('file', 'api')),
    constraint monitor_paused_check check ((paused_at is null) = (paused_by is null)),
    constraint monitor_phase_ms_check check (phase_ms >= 0),
    constraint monitor_verdict_check check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'PARTIAL', 'DOWN'))
) with (fillfactor=60);
create index monitor_shard on monitor (shard) where (retired_at is null);
create index monitor_troubled on monitor (id) where ((retired_at is null) and ((verdict = 'DOWN') or (held_by is not null)));

-- Who changed a monitor over the API, and how; rows are added, never changed. Definitions stand here as they may be shown, without secrets.
create table monitor_change (
    id bigint generated always as identity not null,
    monitor_id bigint not null,
    at timestamptz not null,
    actor text not null,
    kind text not null,
    before jsonb,
    after jsonb,
    constraint monitor_change_pkey primary key (id),
    constraint monitor_change_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint monitor_change_kind_check check (kind in ('created', 'replaced', 'changed', 'paused', 'resumed', 'deleted', 'taken over'))
);
create index monitor_change_of on monitor_change (monitor_id, id);

-- What a monitor of the API looks at, as an entry of monitors: in the settings. Secrets stand in it as they were given.
create table monitor_definition (
    monitor_id bigint not null,
    version bigint not null,  -- The change that made it so: the ETag.
    definition jsonb not null,
    constraint monitor_definition_pkey primary key (monitor_id),
    constraint monitor_definition_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint monitor_definition_version_fkey foreign key (version) references monitor_change(id)
);

-- How requests with an Idempotency-Key were answered, for a day: a repeated one is answered the same and does nothing.
create table monitor_request (
    caller text not null,
    key text not null,
    at timestamptz not null,
    fingerprint text not null,  -- SHA-256 of the body, in hexadecimal digits.
    monitor_id bigint not null,
    version bigint not null,
    answer text not null,
    constraint monitor_request_pkey primary key (caller, key),
    constraint monitor_request_monitor_id_fkey foreign key (monitor_id) references monitor(id)
);
create index monitor_request_at on monitor_request (at);

-- One row a look, in daily partitions named observation_yyyymmdd. evidence is kept for what did not pass.
create table observation (
    monitor_id bigint not null,
    at timestamptz not null,
    outcome text not null,
    lateness_us bigint not null,
    total_us bigint not null,
    resolve_us bigint,
    connect_us bigint,
    tls_us bigint,
    request_us bigint,
    first_byte_us bigint,
    transfer_us bigint,
    status smallint,
    reason text not null,
    evidence jsonb,
    location text,  -- Where the look was taken; empty for the server's own place. A look that an agent posts again is known by this and its instant.
    constraint observation_outcome_check check (outcome in ('passed', 'failed', 'inconclusive'))
) partition by range (at);
create index observation_at on observation using brin (at) with (pages_per_range='16', autosummarize='on');
create unique index observation_elsewhere on observation (monitor_id, location, at) where (location is not null);
create index observation_monitor on observation (monitor_id, at);

-- The summons of one responder on one contact for one call: never twice, whatever crashes.
create table page (
    id bigint generated always as identity not null,
    incident_id bigint not null,
    delivery_id bigint not null,
    responder text not null,
    medium text not null,
    contact text not null,
    because text not null,
    step integer not null,
    rule integer not null,
    due_at timestamptz not null,
    token text not null,
    call integer not null,  -- Which call of the incident it belongs to; a step that is taken again is another call.
    constraint page_pkey primary key (id),
    constraint page_incident_id_call_responder_rule_key unique (incident_id, call, responder, rule),
    constraint page_token_key unique (token),
    constraint page_delivery_id_fkey foreign key (delivery_id) references delivery(id),
    constraint page_incident_id_fkey foreign key (incident_id) references incident(id)
);
create index page_contact on page (contact, incident_id);
create index page_contact_due on page (contact, due_at);
create index page_delivery on page (delivery_id);

-- Every certificate that a target ever showed as its own.
create table posture_certificate (
    monitor_id bigint not null,
    sha256 text not null,
    subject text not null,
    issuer text not null,
    key text not null,  -- SHA-256 of the public key in base64, as RFC 7469 writes pins.
    sans text[] not null,
    serial text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    addresses text[] not null,  -- Where it was shown when it was last seen.
    constraint posture_certificate_pkey primary key (monitor_id, sha256),
    constraint posture_certificate_monitor_id_fkey foreign key (monitor_id) references monitor(id)
);

-- Each time a check became better or worse; rows are added, never changed.
create table posture_change (
    id bigint generated always as identity not null,
    monitor_id bigint not null,
    at timestamptz not null,
    check_id text not null,
    verdict text not null,
    severity text not null,
    summary text not null,
    evidence text not null,
    constraint posture_change_pkey primary key (id),
    constraint posture_change_monitor_id_fkey foreign key (monitor_id) references monitor(id)
);
create index posture_change_of on posture_change (monitor_id, id);

-- One row for each check of a target: what it says now, and what it takes to call somebody for it.
create table posture_finding (
    monitor_id bigint not null,
    check_id text not null,
    told boolean not null,  -- Whether the last look said anything of it: some checks make no sense while others fail.
    verdict text not null,
    severity text not null,
    summary text not null,
    evidence text not null,
    since timestamptz not null,
    level text,  -- How bad it was when it was last tested, as severity:verdict; empty until then. An untested check keeps it.
    level_since timestamptz,
    accepted text,  -- The baseline: only what is worse than this opens an incident.
    recent text not null,  -- The levels of the last three looks that tested it, the newest first.
    calm smallint not null,  -- How many looks in a row, at every address, found it no worse than accepted; counted to three.
    calm_evidence text not null,  -- What was seen when it was last no worse than accepted.
    alarm_cause text,  -- The check by whose name the incident goes that it is in.
    alarm_level text,
    seen_at timestamptz,  -- When it was seen, where the last look carried it over from an earlier one.
    constraint posture_finding_pkey primary key (monitor_id, check_id),
    constraint posture_finding_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint posture_finding_check check ((level is null) = (level_since is null)),
    constraint posture_finding_check1 check ((alarm_cause is null) = (alarm_level is null)),
    constraint posture_finding_severity_check check (severity in ('info', 'minor', 'major', 'critical')),
    constraint posture_finding_verdict_check check (verdict in ('pass', 'info', 'untested', 'warn', 'fail'))
);

-- The last look at the posture of a target that saw anything.
create table posture_target (
    monitor_id bigint not null,
    measure text not null,  -- What was looked at, and by which profile: findings of another measure are another baseline.
    baseline_at timestamptz not null,
    looked_at timestamptz not null,
    whole boolean not null,  -- Whether every address that counts could be looked at.
    grade text not null,
    transport_grade text,
    transport_score integer,
    headers_grade text,
    headers_score integer,
    checks_done integer not null,
    checks integer not null,
    addresses integer not null,
    page text not null,
    written_at timestamptz not null,  -- The last look whose findings and certificates were written; all since found the same.
    settled text,  -- What a look finds, as a digest, when it changes nothing but the time; null when the next look may change more.
    clean_at timestamptz,  -- The last look that reached every address and found nothing worse than a remark.
    constraint posture_target_pkey primary key (monitor_id),
    constraint posture_target_monitor_id_fkey foreign key (monitor_id) references monitor(id)
);

-- What customers read of: incidents, and announced maintenance, which has a row in maintenance as well.
create table public_incident (
    id text not null,
    name text not null,
    status text not null,
    impact text not null,  -- The highest that was published.
    created_at timestamptz not null,
    updated_at timestamptz not null,
    started_at timestamptz not null,
    monitoring_at timestamptz,
    resolved_at timestamptz,
    kind text not null default 'incident',
    published_at timestamptz,  -- When customers first read of it. Until then no surface shows anything of it.
    impact_override text,  -- What a person says it is instead.
    next_update_by timestamptz,  -- When we promised to speak again; null once nothing is promised.
    promise_told_at timestamptz,  -- When its author was reminded of that promise.
    promise_paged boolean not null default false,  -- Its author cannot be reached, and whoever is on call was paged instead.
    author text not null default 'Tocsin',
    constraint public_incident_pkey primary key (id),
    constraint public_incident_id_check check (id ~ '^[a-z0-9]{12}$'),
    constraint public_incident_impact_check check (impact in ('none', 'minor', 'major', 'critical')),
    constraint public_incident_impact_override_check check (impact_override in ('none', 'minor', 'major', 'critical')),
    constraint public_incident_kind_check check (kind in ('incident', 'maintenance')),
    constraint public_incident_status_check check (status in ('investigating', 'identified', 'monitoring', 'resolved', 'postmortem', 'scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'))
);
create index public_incident_created on public_incident (created_at);
create index public_incident_open on public_incident (created_at) where (resolved_at is null);
create index public_incident_promised on public_incident (next_update_by) where ((next_update_by is not null) and (promise_told_at is null));
create index public_incident_started on public_incident (started_at) where (published_at is not null);

-- What an automatic public incident stands for. Several monitors of one component fail together: customers read of it once, and it ends with the last of them.
create table public_incident_cause (
    incident_id bigint not null,
    public_incident_id text not null,
    constraint public_incident_cause_pkey primary key (incident_id),
    constraint public_incident_cause_incident_id_fkey foreign key (incident_id) references incident(id),
    constraint public_incident_cause_public_incident_id_fkey foreign key (public_incident_id) references public_incident(id)
);
create index public_incident_cause_of on public_incident_cause (public_incident_id);

create table public_incident_component (
    public_incident_id text not null,
    component_id text not null,
    constraint public_incident_component_pkey primary key (public_incident_id, component_id),
    constraint public_incident_component_component_id_fkey foreign key (component_id) references component(id),
    constraint public_incident_component_public_incident_id_fkey foreign key (public_incident_id) references public_incident(id)
);
create index public_incident_component_of on public_incident_component (component_id);

create table report_request (
    id bigint generated always as identity not null,
    disclosure_id bigint not null,
    recipient text not null,
    company text not null,
    nda text not null,  -- What was seen of a non-disclosure agreement.
    requested_by text not null,
    requested_at timestamptz not null,
    approved_by text,
    approved_at timestamptz,
    link_hash bytea,  -- SHA-256 of the token in the link that was sent; empty when it was taken away.
    expires_at timestamptz,
    constraint report_request_pkey primary key (id),
    constraint report_request_link_hash_key unique (link_hash),
    constraint report_request_disclosure_id_fkey foreign key (disclosure_id) references disclosure(id)
);
create index report_request_of on report_request (disclosure_id);

-- What somebody will do so that it does not happen again.
create table review_action (
    incident_id bigint not null,
    place integer not null,
    text text not null,
    owner text not null,
    due date not null,
    done boolean not null,
    constraint review_action_pkey primary key (incident_id, place),
    constraint review_action_incident_id_fkey foreign key (incident_id) references incident_review(incident_id) on delete cascade
);
create index review_action_open on review_action (due) where (not done);

-- Overrides, temporary schedules and exchanges that were made over the API. One counts from made_at on, and until ended_at where somebody took it back; rows stay, so that the past can be told.
create table schedule_override (
    id bigint generated always as identity not null,
    schedule text not null,
    kind text not null,
    starts_at timestamptz not null,  -- When the first of its windows begins; ends_at is when the last one ends.
    ends_at timestamptz not null,
    definition jsonb not null,
    reason text not null,
    made_at timestamptz not null,
    made_by text not null,
    ended_at timestamptz,
    ended_by text,
    fingerprint text not null,  -- Equal for two that say the same: one of them counts, and whoever makes the other is told.
    request_key text,  -- The Idempotency-Key of the request that made it.
    request_fingerprint text,
    constraint schedule_override_pkey primary key (id),
    constraint schedule_override_check check (starts_at < ends_at),
    constraint schedule_override_check1 check ((ended_at is null) = (ended_by is null)),
    constraint schedule_override_check2 check ((request_key is null) = (request_fingerprint is null)),
    constraint schedule_override_kind_check check (kind in ('add', 'remove', 'replace', 'temporary', 'swap'))
);
create index schedule_override_of on schedule_override (schedule, ends_at);
create index schedule_override_open on schedule_override (ends_at) where (ended_at is null);
create unique index schedule_override_request on schedule_override (made_by, request_key) where (request_key is not null);
create unique index schedule_override_same on schedule_override (fingerprint) where (ended_at is null);

-- What the settings said of a schedule from an instant on, written when they took effect and were different; rows are added, never changed. Who was on call then is computed from it.
create table schedule_version (
    id bigint generated always as identity not null,
    schedule text not null,
    at timestamptz not null,
    definition jsonb,  -- Null: the schedule left the settings.
    constraint schedule_version_pkey primary key (id)
);
create index schedule_version_of on schedule_version (schedule, at, id);

-- One row: when our own work is looked over next, and what the last look found.
create table self_audit (
    one boolean not null default true,
    due_at timestamptz not null,
    at timestamptz,
    passed boolean not null default false,  -- Whether pages can be trusted to arrive, by the last look. What it found beside that stands in found.
    failing_since timestamptz,
    suspected text[] not null default '{}'[],  -- Kinds that were seen once; they are believed when the next look sees them too.
    found text[] not null default '{}'[],  -- What was found, a sentence each.
    proven_at timestamptz,  -- When a page last proved that people can be reached: a carrier delivered it, or a person answered; proven_by says which.
    proven_by text not null default '',
    constraint self_audit_pkey primary key (one),
    constraint self_audit_one_check check (one)
);

-- Incidents that match are opened and recorded, and page nobody until it ends.
create table silence (
    id bigint generated always as identity not null,
    monitor text,  -- A name, in which * stands for anything.
    key text,
    policy text,
    severities text[] not null,  -- Those that are silenced; all of them where it is empty.
    reason text not null,
    owner text not null,
    began_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,  -- When somebody ended it before its time.
    ended_by text,
    notice_at timestamptz,  -- When its owner is told that it ends soon; null once told, or when it was ended.
    constraint silence_pkey primary key (id),
    constraint silence_check check (ends_at > began_at),
    constraint silence_check1 check (monitor is not null or key is not null or policy is not null),
    constraint silence_check2 check ((ended_at is null) = (ended_by is null))
);
create index silence_notice_due on silence (notice_at) where (notice_at is not null);
create index silence_open on silence (ends_at) where (ended_at is null);

-- Who did what to the page. The changes of one subject (an incident, a maintenance, a component, a template) form a chain: each hash covers the one before, so that nothing can be changed or left out later unnoticed. Rows are added, never changed.
create table status_change (
    subject text not null,
    number integer not null,
    at timestamptz not null,
    actor text not null,
    kind text not null,
    content text not null,  -- What changed, as JSON, to the letter as it was hashed.
    hash text not null,  -- SHA-256 in hexadecimal digits.
    constraint status_change_pkey primary key (subject, number)
);
create index status_change_at on status_change (at);

-- Texts that people prepared in a quiet hour.
create table status_template (
    name text not null,
    title text not null,
    body text not null,
    updated_at timestamptz not null,
    constraint status_template_pkey primary key (name)
);

create table status_update (
    id text not null,
    public_incident_id text not null,
    status text not null,
    body text not null,
    created_at timestamptz not null,
    display_at timestamptz not null,
    impact text,  -- How bad it is from this update on; null where it does not say.
    components text[],  -- What it touches from this update on, beside what it touched before.
    next_update_by timestamptz,
    author text not null default 'Tocsin',
    silent boolean not null default false,  -- Subscribers are not told of it.
    publish_at timestamptz,  -- An embargo: it is published then, and shown nowhere before.
    published_at timestamptz,  -- Null: a draft, which only its authors read.
    edited_at timestamptz,
    constraint status_update_pkey primary key (id),
    constraint status_update_public_incident_id_fkey foreign key (public_incident_id) references public_incident(id),
    constraint status_update_id_check check (id ~ '^[a-z0-9]{12}$'),
    constraint status_update_impact_check check (impact in ('none', 'minor', 'major', 'critical'))
);
create index status_update_due on status_update (publish_at) where ((published_at is null) and (publish_at is not null));
create index status_update_of on status_update (public_incident_id, display_at);
create index status_update_unpublished on status_update (public_incident_id) where (published_at is null);

-- How a published update read before it was edited: customers may see that.
create table status_wording (
    status_update_id text not null,
    replaced_at timestamptz not null,
    body text not null,
    constraint status_wording_pkey primary key (status_update_id, replaced_at),
    constraint status_wording_status_update_id_fkey foreign key (status_update_id) references status_update(id)
);

-- Addresses whose owners confirmed that they want to hear of the page.
create table subscriber (
    id bigint generated always as identity not null,
    channel text not null,
    address text not null,
    components text[] not null,  -- Only of these; of all where it is empty.
    maintenance_only boolean not null,
    matter text,  -- Only of this incident or maintenance; it ends with it.
    least_impact text not null,
    language text not null,
    confirmed_at timestamptz not null,
    failures integer not null default 0,  -- How many messages in a row were refused there.
    ended_at timestamptz,
    ended_because text,
    constraint subscriber_pkey primary key (id),
    constraint subscriber_matter_fkey foreign key (matter) references public_incident(id),
    constraint subscriber_channel_check check (channel in ('email', 'sms', 'webhook', 'slack', 'teams')),
    constraint subscriber_check check ((ended_at is null) = (ended_because is null)),
    constraint subscriber_least_impact_check check (least_impact in ('none', 'minor', 'major', 'critical'))
);
create unique index subscriber_once on subscriber (channel, address, coalesce(matter, '')) where (ended_at is null);
create index subscriber_walk on subscriber (id) where (ended_at is null);

-- SHA-256 of addresses whose owners said that they did not ask.
create table subscriber_block (
    address text not null,
    until timestamptz not null,
    constraint subscriber_block_pkey primary key (address)
);

-- What somebody asked for, until whoever reads the address confirms it. The token is known to its link alone.
create table subscriber_confirmation (
    hash text not null,
    channel text not null,
    address text not null,
    components text[] not null,
    maintenance_only boolean not null,
    matter text,
    least_impact text not null,
    language text not null,
    code_hash text,  -- Where a code is typed in place of a link followed: five tries.
    attempts integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint subscriber_confirmation_pkey primary key (hash)
);
create index subscriber_confirmation_expires on subscriber_confirmation (expires_at);

-- One message, one subscriber, one update: each once.
create table subscriber_delivery (
    delivery_id bigint not null,
    fan_out_id bigint not null,
    subscriber_id bigint not null,
    constraint subscriber_delivery_pkey primary key (delivery_id),
    constraint subscriber_delivery_fan_out_id_subscriber_id_key unique (fan_out_id, subscriber_id),
    constraint subscriber_delivery_delivery_id_fkey foreign key (delivery_id) references delivery(id),
    constraint subscriber_delivery_fan_out_id_fkey foreign key (fan_out_id) references fan_out(id),
    constraint subscriber_delivery_subscriber_id_fkey foreign key (subscriber_id) references subscriber(id)
);

-- How often confirmations were asked for, by SHA-256 of the address and by network, for a day.
create table subscriber_request (
    address text not null,
    network text not null,
    at timestamptz not null
);
create index subscriber_request_address on subscriber_request (address, at);
create index subscriber_request_at on subscriber_request (at);
create index subscriber_request_network on subscriber_request (network, at);

-- Half-open intervals without gap or overlap; the last one of a monitor is open.
create table verdict_interval (
    monitor_id bigint not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    verdict text not null,
    constraint verdict_interval_pkey primary key (monitor_id, began_at),
    constraint verdict_interval_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint verdict_interval_check check (ended_at > began_at),
    constraint verdict_interval_verdict_check check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'PARTIAL', 'DOWN'))
);
create index verdict_interval_ended on verdict_interval (ended_at);
create unique index verdict_interval_open on verdict_interval (monitor_id) where (ended_at is null);

-- How each location stands to a monitor that is looked at from more than here; the row in monitor holds the verdict that was made of these. The location '' is the server's own.
create table vote (
    monitor_id bigint not null,
    location text not null,
    verdict text not null,
    verdict_since timestamptz not null,
    answering boolean not null,
    answering_length integer not null,
    answering_since timestamptz not null,
    prompt boolean not null,
    prompt_length integer not null,
    prompt_since timestamptz not null,
    last_looked_at timestamptz not null,
    last_reason text not null,
    heard_since timestamptz not null,  -- The first look of this stretch that came in time. A verdict made of late ones dates from no earlier.
    stale_at timestamptz not null,
    counted boolean not null,  -- Whether the present verdict was made while this vote was fresh. No index holds a time: they are read as a whole, and written as heap-only updates.
    constraint vote_pkey primary key (monitor_id, location),
    constraint vote_monitor_id_fkey foreign key (monitor_id) references monitor(id),
    constraint vote_verdict_check check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'DOWN'))
) with (fillfactor=60);
