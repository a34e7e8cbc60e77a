-- The Merkle tree over each log, and what was signed about it.

CREATE TABLE head (
    -- Whose log.
    election BLOB NOT NULL CONSTRAINT head_of_an_election REFERENCES election (id),
    -- Number of lines.
    size INTEGER NOT NULL CONSTRAINT head_size_is_not_negative CHECK (size >= 0),
    -- SHA3-256 of the last line; zeros if there is none.
    last BLOB NOT NULL CONSTRAINT head_last_is_a_hash CHECK (length(last) = 32),
    -- Roots of the tree's perfect subtrees, largest first, 32 bytes each.
    frontier BLOB NOT NULL CONSTRAINT head_frontier_is_of_hashes CHECK (length(frontier) % 32 = 0 AND length(frontier) <= 2016),
    CONSTRAINT head_is_one PRIMARY KEY (election)
) STRICT, WITHOUT ROWID;

-- Full tiles of hashes, and only full ones: what is beyond them is a part of the lines and of tiles one level below.
CREATE TABLE tile (
    -- Whose log.
    election BLOB NOT NULL CONSTRAINT tile_of_an_election REFERENCES election (id),
    -- Level: 0 holds hashes of lines, each other one the roots of full tiles one level below.
    level INTEGER NOT NULL CONSTRAINT tile_level_is_small CHECK (level BETWEEN 0 AND 7),
    -- Position in its level, from 0.
    number INTEGER NOT NULL CONSTRAINT tile_number_is_not_negative CHECK (number >= 0),
    -- 256 hashes of 32 bytes.
    hashes BLOB NOT NULL CONSTRAINT tile_is_full CHECK (length(hashes) = 8192),
    -- Root of the tree over the hashes.
    root BLOB NOT NULL CONSTRAINT tile_root_is_a_hash CHECK (length(root) = 32),
    CONSTRAINT tile_place_is_unique PRIMARY KEY (election, level, number)
) STRICT;

CREATE TABLE checkpoint (
    -- Whose log.
    election BLOB NOT NULL CONSTRAINT checkpoint_of_an_election REFERENCES election (id),
    -- Number of lines that it covers.
    size INTEGER NOT NULL CONSTRAINT checkpoint_size_is_positive CHECK (size > 0),
    -- Root of the tree over these lines.
    root BLOB NOT NULL CONSTRAINT checkpoint_root_is_a_hash CHECK (length(root) = 32),
    -- The signed note, with the log's own signature and no other.
    note TEXT NOT NULL CONSTRAINT checkpoint_note_is_short CHECK (length(CAST(note AS BLOB)) BETWEEN 1 AND 65535),
    CONSTRAINT checkpoint_of_a_size_is_one PRIMARY KEY (election, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE cosignature (
    -- Whose log.
    election BLOB NOT NULL,
    -- Size of the checkpoint that it is about.
    size INTEGER NOT NULL,
    -- Name of the witness's key.
    name TEXT NOT NULL CONSTRAINT cosignature_name_is_short CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 1024),
    -- Id of the witness's key.
    key_id BLOB NOT NULL CONSTRAINT cosignature_key_id_is_one CHECK (length(key_id) = 4),
    -- The line of the note, without its newline.
    line TEXT NOT NULL CONSTRAINT cosignature_line_is_short CHECK (length(CAST(line AS BLOB)) BETWEEN 1 AND 8192),
    CONSTRAINT cosignature_of_a_checkpoint FOREIGN KEY (election, size) REFERENCES checkpoint (election, size),
    CONSTRAINT cosignature_of_a_key_is_one PRIMARY KEY (election, size, name, key_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER head_only_grows BEFORE UPDATE ON head
WHEN NEW.election <> OLD.election OR NEW.size <= OLD.size
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER head_is_of_the_last_line BEFORE UPDATE ON head
WHEN NOT EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.size - 1 AND hash = NEW.last)
    OR EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.size)
BEGIN SELECT RAISE(ABORT, 'the head is that of the last line'); END;
CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER head_is_never_replaced BEFORE INSERT ON head
WHEN NEW.size <> 0 OR EXISTS (SELECT 1 FROM head WHERE election = NEW.election)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON tile
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER tile_is_never_deleted BEFORE DELETE ON tile
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER tile_is_never_replaced BEFORE INSERT ON tile
WHEN EXISTS (SELECT 1 FROM tile WHERE election = NEW.election AND level = NEW.level AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER checkpoint_is_larger_than_all_before BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE election = NEW.election AND size >= NEW.size)
BEGIN SELECT RAISE(ABORT, 'a larger checkpoint was signed'); END;
CREATE TRIGGER checkpoint_is_of_lines BEFORE INSERT ON checkpoint
WHEN NOT EXISTS (SELECT 1 FROM head WHERE election = NEW.election AND size >= NEW.size)
BEGIN SELECT RAISE(ABORT, 'a checkpoint covers lines that are there'); END;

CREATE TRIGGER cosignature_is_never_changed BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER cosignature_is_never_deleted BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER cosignature_is_never_replaced BEFORE INSERT ON cosignature
WHEN EXISTS (
    SELECT 1 FROM cosignature
    WHERE election = NEW.election AND size = NEW.size AND name = NEW.name AND key_id = NEW.key_id
)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- As before, but in two questions that an index answers: as one it read the whole log for each new line.
DROP TRIGGER entry_is_never_replaced;
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.seq)
    OR EXISTS (
        SELECT 1 FROM entry
        WHERE election = NEW.election AND signer = NEW.signer AND body_hash = NEW.body_hash
    )
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
