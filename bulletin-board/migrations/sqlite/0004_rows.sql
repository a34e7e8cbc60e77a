-- The log as before, but as a table with row numbers: in one without them a ballot is too long to share a page of the file with another.

DROP TRIGGER head_is_of_the_last_line;
CREATE TABLE entry_with_numbers (
    -- Whose log.
    election BLOB NOT NULL CONSTRAINT entry_of_an_election REFERENCES election (id),
    -- Position in the log, from 0 without gaps.
    seq INTEGER NOT NULL CONSTRAINT entry_seq_is_not_negative CHECK (seq >= 0),
    -- SHA3-256 of the line.
    hash BLOB NOT NULL CONSTRAINT entry_hash_is_a_hash CHECK (length(hash) = 32),
    -- The role that signed the line.
    signer TEXT NOT NULL CONSTRAINT entry_signer_is_short CHECK (length(signer) BETWEEN 1 AND 20),
    -- SHA3-256 of the line's body; of a ballot, its tracker.
    body_hash BLOB NOT NULL CONSTRAINT entry_body_hash_is_a_hash CHECK (length(body_hash) = 32),
    -- The line without its newline: the truth, of which the other columns are copies.
    line TEXT NOT NULL CONSTRAINT entry_line_fits_a_tile CHECK (length(CAST(line AS BLOB)) BETWEEN 2 AND 65535),
    CONSTRAINT entry_place_is_unique PRIMARY KEY (election, seq),
    CONSTRAINT entry_is_posted_once UNIQUE (election, signer, body_hash)
) STRICT;
INSERT INTO entry_with_numbers (election, seq, hash, signer, body_hash, line)
    SELECT election, seq, hash, signer, body_hash, line FROM entry ORDER BY election, seq;
DROP TABLE entry;
ALTER TABLE entry_with_numbers RENAME TO entry;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_continues_its_log BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT COUNT(*) FROM (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.seq - 1)) * NEW.seq
BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.seq)
    OR EXISTS (
        SELECT 1 FROM entry
        WHERE election = NEW.election AND signer = NEW.signer AND body_hash = NEW.body_hash
    )
    -- A row's number, too, replaces what is there.
    OR EXISTS (SELECT 1 FROM entry WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER head_is_of_the_last_line BEFORE UPDATE ON head
WHEN NOT EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.size - 1 AND hash = NEW.last)
    OR EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.size)
BEGIN SELECT RAISE(ABORT, 'the head is that of the last line'); END;
