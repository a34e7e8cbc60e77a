# What only trustees read. See ../en.ftl for what everybody does.

## Making a key file

hold-make = Make your key file
hold-make-why = You need one key file, once, for all elections in which you are a trustee. It is made in this browser, encrypted under your passphrase, and sent to nobody.
hold-name = Your name, as voters and the other trustees will read it
hold-name-wrong = The name must have 1 to 200 bytes, none of them invisible.
hold-passphrase = Passphrase
hold-passphrase-hint = Five random words or more. Write them down on paper, and keep the paper apart from the file. Nobody can reset a passphrase: if it is forgotten, your key is lost.
hold-passphrase-again = The same passphrase again
hold-passphrase-differ = The two passphrases differ.
hold-passphrase-short = This passphrase is short: who finds your key file can try many. Five random words are better.
hold-make-go = Make the key file
hold-making = Making the key file …
hold-save = Save your key file
hold-save-why = Save it where you will find it in some months. Then choose it below, so that this page sees that it is really there.
# $name is a file's.
hold-save-go = Save { $name }
hold-read = Choose the file that you have saved
hold-read-other = That is another file. Choose the one that you have just saved.
hold-second = Save a second copy
hold-second-why = One copy is lost with one computer. Put a second one on a USB stick, and keep it in another place. Then choose it there.
hold-public = Give your public keys to the election official
# $name is a file's.
hold-public-why = Your key file and its second copy are good. Send the official this other file, { $name }. It is no secret, but the official must be sure, by voice or in person, that it is yours.
hold-public-next = Then wait for the election’s link from the official. There you need your key file and its passphrase.

## Opening it in an election

hold-open = Open your key file
# $name is a file's.
hold-open-files = Your key file, { $name }
hold-open-hint = If you have saved files seen-… or decided-… of this election, choose them together with it. Nothing leaves this browser.
hold-open-go = Open
hold-opening = Opening …
hold-open-make = You have no key file yet: make one
# $trustee is a name, $number the trustee's position among so many.
hold-you =
    { $trustees ->
        [one] You are { $trustee }, the only trustee ({ $number } of { $trustees }).
       *[other] You are { $trustee }, trustee { $number } of { $trustees }.
    }
hold-words = The election in words
hold-words-why = Before you take part, read these words to the other trustees by telephone. All must have the same ones, or somebody shows you different elections.

## What comes next

hold-keys = Take part in the key ceremony
hold-keys-why = The trustees make the election’s key together, in three rounds. Leave this page open until it says that the key is made: it goes on by itself.
hold-rehearse = Rehearse
hold-rehearse-why = Prove to everybody that you can still decrypt. Voting cannot be opened before enough trustees have done so.
hold-decrypt = Verify everything and decrypt
hold-decrypt-why = This page reads and verifies the whole log, every ballot of it, before it decrypts your part of the sum. That can take minutes.
# Lines of the log.
hold-verifying = Verified: { $done } of { $total } lines
# $trustees are names.
hold-wait-round = Round { $round } of 3: waiting for { $trustees }.
hold-wait-official = A trustee has complained of its share of the key. Waiting for the election official to start the key generation anew.
hold-wait-roll = The key is made. Next you rehearse, when the list of voters is sealed. You may close this page, and come back when the official calls you.
hold-wait-witnesses = Waiting for the witnesses to confirm the closed ballot box.
# $trustees are names.
hold-wait-ready = { $ready } of { $needed } trustees are ready to decrypt. Waiting for some of { $trustees }.
hold-waiting = This page looks by itself every few seconds.
hold-rest-rehearsed = You have rehearsed. Come back when voting is over, and keep your key file safe.
hold-rest-voting = Voting goes on. Come back when it is over, and keep your key file safe.
hold-rest-decrypted = Your part of the decryption is in the log. Nothing is left to do.
hold-rest-finished = The result is published. Nothing is left to do.
hold-rest-withheld = So few ballots were cast that nothing is decrypted: they would reveal who chose what.
hold-rest-aborted = The election was ended without a result. Nothing is left to do.
hold-rest-refresh = The key is being handed on to other trustees. That is done with the program tally, not on this page: the guide for trustees says how.
hold-rest-former = You have handed your share of the key on. Destroy this key file and its copies, unless another election needs them.

## What is kept

hold-decide = Save what you have decided
hold-decide-why = The whole log is in order. But this election has no witnesses: only a file of yours can keep the board from showing you another ballot box later, to learn single votes. Save it beside your key file, and choose both whenever you open the key file.
hold-seen = What you have seen of the log
hold-seen-why = To hold the board to what it has shown you, save this file beside your key file, and choose both next time.

## What must not be done

hold-no-stranger = The key in this file is not among this election’s trustees. If it is the right file and the right election, tell the official: somebody may have exchanged your public keys.
hold-no-keys = The key cannot be made: some trustee’s part is wrong, as the details say. Show this to the election official.
hold-no-decided = You decided before to decrypt another ballot box of this election. You decrypt one, ever: somebody may be trying to learn single votes. Tell the other trustees and the official.
hold-no-part = Your part in the log is wrong, and cannot be replaced. The others can do without it. Tell them, and have this computer examined.
hold-no-record = The log does not verify, and nothing was decrypted. Tell the election official and the other trustees.
hold-no-lines = The board shows other lines of the log than before, or fewer. Do nothing more in this election. Tell the other trustees and the official.
hold-no-passphrase = This passphrase does not open the file. Mind upper and lower case and the keyboard’s language. If you are sure of it, the file is damaged: use your second copy.
hold-no-file = There is no key file among these, or it is damaged: use your second copy.
# $name is a file's.
hold-no-other = { $name } does not belong to this election, or is damaged. Leave it out, or use another copy.
