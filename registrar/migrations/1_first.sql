-- The registrar's database. Whatever tells who somebody is, or lets somebody vote, is encrypted (src/vault.rs).

CREATE TABLE election (
    only INTEGER PRIMARY KEY CONSTRAINT election_is_one CHECK (only = 1),
    -- Line 0 of the log: public.
    line TEXT NOT NULL,
    -- Address of the board.
    board TEXT NOT NULL
) STRICT;

CREATE TABLE voter (
    -- Order of the list, from 1.
    number INTEGER PRIMARY KEY CONSTRAINT voter_number_is_positive CHECK (number > 0),
    -- Keyed hash of the registrar's own id of the voter.
    tag BLOB NOT NULL CONSTRAINT voter_tag_is_a_hash CHECK (length(tag) = 32),
    -- Encrypted: id, name, address, e-mail, language, weight.
    sealed BLOB NOT NULL,
    CONSTRAINT voter_tag_is_unique UNIQUE (tag)
) STRICT;

CREATE TABLE code (
    -- Whose.
    voter INTEGER PRIMARY KEY CONSTRAINT code_of_a_voter REFERENCES voter (number) ON DELETE CASCADE,
    -- 1 for the voter's first code, one more for each that was issued instead.
    issue INTEGER NOT NULL CONSTRAINT code_issue_is_positive CHECK (issue > 0),
    -- Encrypted: the code. An earlier code is overwritten.
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    voter INTEGER NOT NULL CONSTRAINT delivery_to_a_voter REFERENCES voter (number) ON DELETE CASCADE,
    -- Which of the voter's codes.
    issue INTEGER NOT NULL CONSTRAINT delivery_issue_is_positive CHECK (issue > 0),
    channel TEXT NOT NULL CONSTRAINT delivery_channel_is_known CHECK (channel IN ('e-mail', 'letter', 'file')),
    -- `sending` from before the first byte leaves until the outcome is known; what is found in that state later is `unknown`.
    state TEXT NOT NULL CONSTRAINT delivery_state_is_known
        CHECK (state IN ('queued', 'sending', 'sent', 'bounced', 'failed', 'unknown')),
    -- Attempts so far.
    tries INTEGER NOT NULL DEFAULT 0,
    -- Not to be tried again before this time (POSIX seconds).
    due INTEGER NOT NULL DEFAULT 0,
    -- When the state last changed (POSIX seconds).
    changed INTEGER NOT NULL,
    -- Random name of an e-mail, by which a bounce names it.
    message TEXT CONSTRAINT delivery_message_is_unique UNIQUE,
    -- Encrypted: what was said about it.
    sealed BLOB
) STRICT;

CREATE INDEX delivery_by_voter ON delivery (voter, issue);
CREATE INDEX delivery_by_state ON delivery (state, due);

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    -- POSIX seconds.
    time INTEGER NOT NULL,
    what TEXT NOT NULL CONSTRAINT journal_what_is_known
        CHECK (what IN ('import', 're-issue', 'roll', 'e-mail', 'letters', 'file', 'bounces')),
    -- Encrypted: details.
    sealed BLOB NOT NULL
) STRICT;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
