-- The logs of all elections. The role that runs this owns them; the server's role gets its rights from
-- `bulletin-board migrate` and can add rows, not change them.

CREATE TABLE election (
    id bytea NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT election_number_is_unique PRIMARY KEY (number),
    CONSTRAINT election_id_is_unique UNIQUE (id),
    CONSTRAINT election_id_is_a_hash CHECK (octet_length(id) = 32)
);
COMMENT ON TABLE election IS 'Elections';
COMMENT ON COLUMN election.id IS 'Election id: SHA3-256 of line 0';
COMMENT ON COLUMN election.number IS 'Order in which elections were created, from 1, with gaps';

CREATE TABLE entry (
    election bytea NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    signer text NOT NULL,
    body_hash bytea NOT NULL,
    line text NOT NULL,
    CONSTRAINT entry_place_is_unique PRIMARY KEY (election, seq),
    CONSTRAINT entry_is_posted_once UNIQUE (election, signer, body_hash),
    CONSTRAINT entry_of_an_election FOREIGN KEY (election) REFERENCES election (id),
    CONSTRAINT entry_seq_is_not_negative CHECK (seq >= 0),
    CONSTRAINT entry_hash_is_a_hash CHECK (octet_length(hash) = 32),
    CONSTRAINT entry_signer_is_short CHECK (length(signer) BETWEEN 1 AND 20),
    CONSTRAINT entry_body_hash_is_a_hash CHECK (octet_length(body_hash) = 32),
    CONSTRAINT entry_line_fits_a_tile CHECK (octet_length(line) BETWEEN 2 AND 65535)
) WITH (toast_tuple_target = 8128);
-- Ciphertexts do not compress, and most lines fit into a page.
ALTER TABLE entry ALTER COLUMN line SET STORAGE EXTERNAL;
COMMENT ON TABLE entry IS 'Lines of all logs';
COMMENT ON COLUMN entry.election IS 'Whose log';
COMMENT ON COLUMN entry.seq IS 'Position in the log, from 0 without gaps';
COMMENT ON COLUMN entry.hash IS 'SHA3-256 of the line';
COMMENT ON COLUMN entry.signer IS 'The role that signed the line';
COMMENT ON COLUMN entry.body_hash IS 'SHA3-256 of the line''s body; of a ballot, its tracker';
COMMENT ON COLUMN entry.line IS 'The line without its newline: the truth, of which the other columns are copies';

CREATE TABLE head (
    election bytea NOT NULL,
    size bigint NOT NULL,
    last bytea NOT NULL,
    frontier bytea NOT NULL,
    CONSTRAINT head_is_one PRIMARY KEY (election),
    CONSTRAINT head_of_an_election FOREIGN KEY (election) REFERENCES election (id),
    CONSTRAINT head_size_is_not_negative CHECK (size >= 0),
    CONSTRAINT head_last_is_a_hash CHECK (octet_length(last) = 32),
    CONSTRAINT head_frontier_is_of_hashes
        CHECK (octet_length(frontier) % 32 = 0 AND octet_length(frontier) <= 2016)
) WITH (fillfactor = 50);
COMMENT ON TABLE head IS 'Where each log ends. Who appends to a log locks its row first, so that there is one at a time';
COMMENT ON COLUMN head.election IS 'Whose log';
COMMENT ON COLUMN head.size IS 'Number of lines';
COMMENT ON COLUMN head.last IS 'SHA3-256 of the last line; zeros if there is none';
COMMENT ON COLUMN head.frontier IS 'Roots of the tree''s perfect subtrees, largest first, 32 bytes each';

CREATE TABLE tile (
    election bytea NOT NULL,
    level bigint NOT NULL,
    number bigint NOT NULL,
    hashes bytea NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT tile_place_is_unique PRIMARY KEY (election, level, number),
    CONSTRAINT tile_of_an_election FOREIGN KEY (election) REFERENCES election (id),
    CONSTRAINT tile_level_is_small CHECK (level BETWEEN 0 AND 7),
    CONSTRAINT tile_number_is_not_negative CHECK (number >= 0),
    CONSTRAINT tile_is_full CHECK (octet_length(hashes) = 8192),
    CONSTRAINT tile_root_is_a_hash CHECK (octet_length(root) = 32)
);
-- Hashes do not compress.
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
COMMENT ON TABLE tile IS 'Full tiles of hashes, and only full ones: what is beyond them is a part of the lines and of tiles one level below';
COMMENT ON COLUMN tile.election IS 'Whose log';
COMMENT ON COLUMN tile.level IS 'Level: 0 holds hashes of lines, each other one the roots of full tiles one level below';
COMMENT ON COLUMN tile.number IS 'Position in its level, from 0';
COMMENT ON COLUMN tile.hashes IS '256 hashes of 32 bytes';
COMMENT ON COLUMN tile.root IS 'Root of the tree over the hashes';

CREATE TABLE checkpoint (
    election bytea NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    CONSTRAINT checkpoint_of_a_size_is_one PRIMARY KEY (election, size),
    CONSTRAINT checkpoint_of_an_election FOREIGN KEY (election) REFERENCES election (id),
    CONSTRAINT checkpoint_size_is_positive CHECK (size > 0),
    CONSTRAINT checkpoint_root_is_a_hash CHECK (octet_length(root) = 32),
    CONSTRAINT checkpoint_note_is_short CHECK (octet_length(note) BETWEEN 1 AND 65535)
);
COMMENT ON TABLE checkpoint IS 'What was signed about the trees';
COMMENT ON COLUMN checkpoint.election IS 'Whose log';
COMMENT ON COLUMN checkpoint.size IS 'Number of lines that it covers';
COMMENT ON COLUMN checkpoint.root IS 'Root of the tree over these lines';
COMMENT ON COLUMN checkpoint.note IS 'The signed note, with the log''s own signature and no other';

CREATE TABLE cosignature (
    election bytea NOT NULL,
    size bigint NOT NULL,
    name text NOT NULL,
    key_id bytea NOT NULL,
    line text NOT NULL,
    CONSTRAINT cosignature_of_a_key_is_one PRIMARY KEY (election, size, name, key_id),
    CONSTRAINT cosignature_of_a_checkpoint FOREIGN KEY (election, size) REFERENCES checkpoint (election, size),
    CONSTRAINT cosignature_name_is_short CHECK (octet_length(name) BETWEEN 1 AND 1024),
    CONSTRAINT cosignature_key_id_is_one CHECK (octet_length(key_id) = 4),
    CONSTRAINT cosignature_line_is_short CHECK (octet_length(line) BETWEEN 1 AND 8192)
);
COMMENT ON TABLE cosignature IS 'What witnesses said about checkpoints';
COMMENT ON COLUMN cosignature.election IS 'Whose log';
COMMENT ON COLUMN cosignature.size IS 'Size of the checkpoint that it is about';
COMMENT ON COLUMN cosignature.name IS 'Name of the witness''s key';
COMMENT ON COLUMN cosignature.key_id IS 'Id of the witness''s key';
COMMENT ON COLUMN cosignature.line IS 'The line of the note, without its newline';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $$;
CREATE TRIGGER election_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON election
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER head_is_never_deleted BEFORE DELETE OR TRUNCATE ON head
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tile_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tile
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosignature_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature
EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq > 0 AND NOT EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.seq - 1) THEN
        RAISE EXCEPTION 'the log has no gaps';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_continues_its_log BEFORE INSERT ON entry
FOR EACH ROW EXECUTE FUNCTION refuse_gap();

CREATE FUNCTION refuse_other_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.size <> 0 THEN
            RAISE EXCEPTION 'a log begins without lines';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.election <> OLD.election OR NEW.size <= OLD.size THEN
        RAISE EXCEPTION 'the log is append-only';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.size - 1 AND hash = NEW.last)
        OR EXISTS (SELECT 1 FROM entry WHERE election = NEW.election AND seq = NEW.size) THEN
        RAISE EXCEPTION 'the head is that of the last line';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER head_is_of_the_last_line BEFORE INSERT OR UPDATE ON head
FOR EACH ROW EXECUTE FUNCTION refuse_other_head();

CREATE FUNCTION refuse_other_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checkpoint WHERE election = NEW.election AND size >= NEW.size) THEN
        RAISE EXCEPTION 'a larger checkpoint was signed';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM head WHERE election = NEW.election AND size >= NEW.size) THEN
        RAISE EXCEPTION 'a checkpoint covers lines that are there';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checkpoint_is_larger_than_all_before BEFORE INSERT ON checkpoint
FOR EACH ROW EXECUTE FUNCTION refuse_other_checkpoint();
