-- INSERT OR REPLACE deletes rows without the triggers that refuse deletion: what is there refuses it itself.

CREATE TRIGGER election_is_never_replaced BEFORE INSERT ON election
WHEN EXISTS (SELECT 1 FROM election WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (
    SELECT 1 FROM entry
    WHERE election = NEW.election
        AND (seq = NEW.seq OR (signer = NEW.signer AND body_hash = NEW.body_hash))
)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
