# Every word of the voter's pages, in English: the language that all others fall back to.
#
# For translators: write for somebody who votes for the first time, on a phone. Short sentences, plain words, the polite
# form of address. Names in { braces } stay as they are; { $number -> ... } chooses by the plural categories of your
# language. A test compares ids and arguments of every language with these.

## All pages

navigation = Main
language = Language
language-missing = The words in { $language } could not be loaded. Check your connection and try again.
# Shown in every language but English.
translation-unreviewed = Nobody has checked this translation yet.
all-elections = All elections on this board
page-missing = There is no such page
page-missing-hint = Check the address: a voter’s link has to be copied whole.
one-moment = One moment …
try-again = Try again
# Under what went wrong: the exact words of the program, in English.
details = Details
refusal-signed = The board’s signed refusal
refusal-keep = Your browser has checked the board’s signature. If you think that the refusal is wrong, keep this text as evidence.

## What can go wrong

trouble-no-worker = This browser could not start the voting booth. Reload the page, or try another browser.
trouble-old-browser = This browser has no Web Workers or WebAssembly. Please use a newer one.
trouble-unexpected = The booth gave an unexpected answer. Reload the page.
trouble-worker-ended = The program stopped in the middle of its work, perhaps for lack of memory. Reload the page.
trouble-no-election-id = This address has no election id. Copy the whole link from your letter or message.
trouble-unreachable = The board cannot be reached. Nothing is lost: check your connection and try again.
trouble-not-found = The board does not know this election. Is the link copied whole?
trouble-busy = The board is busy or in trouble. Nothing is lost: try again later.
trouble-overtaken = The board refuses this, because something else came first. Nothing was posted.
trouble-refused = The board refuses this. Nothing was posted.
trouble-unsigned = The board refuses this and did not sign its answer, as it must. Note your tracker and tell the election’s authority.
trouble-misunderstood = The board’s answer cannot be understood. Try again later, and tell the election’s authority if it stays so.
trouble-log = The board’s log of this election has a fault. Do not vote here now, and tell the election’s authority.
trouble-not-entered = No election has been entered. Reload the page.
trouble-no-code = No voter code has been entered. Follow your link again.
trouble-not-open = Voting has not been opened yet.
trouble-not-sealed = Your ballot could not be sealed. Go back to your choices and try again.
trouble-no-ballot = No ballot has been sealed. Reload the page.
trouble-receipt = The board’s receipt is not for this ballot. Note your tracker and tell the election’s authority.
trouble-unproven = The board does not prove that this is the log that the election’s witnesses see. Do not vote here now. Try again in a minute, and tell the election’s authority if it stays so.

## Where an election stands

phase-key = Being prepared: the trustees are generating the election’s key.
phase-roll = Being prepared: the list of voters is to come.
phase-rehearsal = Ready: voting opens soon.
phase-voting = Open for voting.
phase-decryption = Closed. The trustees are decrypting the sum of the ballots.
phase-withheld = Closed. So few ballots were cast that counting them would reveal who chose what: there is no result.
phase-finished = Finished. The result is published.
phase-aborted = Ended by the election’s authority without a result.

## Elections

elections = Elections
elections-asking = Asking the board …
elections-none = There are no elections on this board yet.

## One election

election = Election
election-vote = Vote with your code
election-voters = Voters on the roll
election-voted = Voters who have voted
election-id = Election id:

trustees = Trustees
# All trustees have to take part. There are two or more.
trustees-all = { $trustees ->
    [one] { $trustees } trustee alone can decrypt the sum of the ballots.
   *[other] All { $trustees } are needed to decrypt the sum of the ballots.
}
# Some of them are enough.
trustees-some = Any { $threshold } of these { $trustees } can decrypt the sum of the ballots together; fewer cannot.
# $trustee is a name.
trustee-decrypted = { $trustee }: has decrypted
trustee-intent = { $trustee }: is about to decrypt
trustee-rehearsed = { $trustee }: holds a share of the key, and has proved it
trustee-confirmed = { $trustee }: holds a share of the key
trustee-committed = { $trustee }: is taking part in the key generation
trustee-absent = { $trustee }: has not come yet

## The result, verified in the browser

result = Result
verified = Your browser has verified { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}, among them { $ballots ->
    [one] { $ballots } ballot
   *[other] { $ballots } ballots
}: { $checks ->
    [one] the { $checks } check that applies has passed.
   *[other] all { $checks } checks that apply have passed.
}
verified-so-far = Your browser has checked { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
} and found nothing wrong; the election is not over.
verified-faults = Your browser has found faults in this record. Do not trust a result from it.
# $check is the short name of a check, such as B4.
finding-line = Check { $check } failed at line { $line }.
finding-record = Check { $check } failed.
# $count is how many more, after those that are listed.
finding-more = Others that failed likewise: { $count }
checks = What was checked, and what was not
# $check is what a check means and its short name.
check-passed = Passed: { $check }
check-failed = Failed: { $check }
check-not-run = Not run: { $check }
# What each check means. It stands after one of the above, and is followed by its short name.
check-p1 = every line is in canonical form
check-p2 = the protocol version and suite are known
check-p3 = no key, ciphertext or commitment is the identity
check-p4 = the manifest is sane
check-p5 = the keys and the id are those known from elsewhere
check-l1 = every line names the one before
check-l2 = Merkle roots and the log's signatures
check-l3 = all checkpoints are of one tree
check-l4 = witnesses have cosigned
check-l5 = earlier copies and receipts are part of this log
check-l6 = phases in order, every line by its role, once
check-k1 = the trustees are distinct and their threshold possible
check-k2 = every trustee committed, then dealt what it committed to
check-k3 = every trustee knows the secret behind its part of the key
check-k4 = every trustee dealt a share to every other
check-k5 = all trustees confirmed the key that anyone computes
check-k6 = every dealer of a refresh passed on its own share
check-k7 = a refresh keeps the key, and only those who hold it decrypt
check-e1 = the roll is sorted, unique, in bounds and sealed by the registrar
check-e2 = the roll did not change after opening
check-b1 = every ballot is for this election and its contests
check-b2 = everything voters posted is by credentials on the roll
check-b3 = everything voters posted is signed by its credential
check-b4 = every ballot holds choices that the rules allow
check-b5 = every credential's ballots follow each other
check-b6 = no ballot or ciphertext occurs twice
check-b7 = the given trackers are in the log
check-c1 = challenged ballots were committed to before they were opened
check-c2 = challenged ballots hold what they were opened to
check-c3 = no challenged ballot was cast
check-t1 = one ballot of each credential is counted
check-t2 = the sum of the counted ballots is what the trustees decrypted
check-t3 = nothing was decrypted of too few ballots
check-t4 = the trustees agreed on one closed ballot box before they decrypted
check-d1 = enough trustees decrypted
check-d2 = every partial decryption is proved
check-d3 = no trustee decrypted anything else
check-d4 = any enough trustees give the same counts
check-d5 = every count is in its bounds
check-r1 = the counts obey the contests' rules
check-r2 = every contest and option has a count
check-r3 = the leading options are those with the highest counts
check-r4 = the published counts are the decrypted ones
result-option = Option
result-count = Count
blank-votes = Blank votes

## Booth: arriving

voting = Voting
voting-not-now = You cannot vote now.
election-standing = How this election stands
voter-code-heading = Your voter code
voter-code = Voter code
voter-code-hint = 28 letters and digits from your letter or message. Upper or lower case, with or without hyphens.
go-on = Go on
voting-ends = Voting is announced to end on { $closes }, your time.
watch-behind = The witnesses of this election have not confirmed the newest part of the log. You can vote, but keep your receipt, and look later whether they have.
watch-nobody = No witnesses watch the log of this election: only its readers can find out whether the board shows everybody the same. Keep your receipt.
code-length = A voter code has 28 letters and digits; this has { $found }. Compare it with your letter or message.
code-character = The character { $character } at position { $position } cannot occur in a voter code. Compare it with your letter or message.
code-typing-error = There is a typing error in this voter code. Compare it with your letter or message.
code-unknown = This code is not on the roll of this election. Is it the code for this election?
voted-already = You have voted, and this election does not allow to vote again. If it was not you, tell the election’s authority at once.
voter-new = You have not voted yet.
voter-again = You voted at position { $position } of the log. Voting again replaces that ballot.
voter-weight = { $weight ->
    [one] Your ballot counts { $weight } time.
   *[other] Your ballot counts { $weight } times.
}

## Booth: choosing

choices = Your choices
nothing-sent = Nothing is sent yet.
review-button = Review my ballot
# Where there is one contest on the screen at a time.
next-contest = Next question
previous-contest = Question before
contest-of = Question { $number } of { $count }
blank-vote = Blank vote
blank-vote-hint = For none of these. It is counted as a blank vote.
# The rules of a contest.
rule-choose-one = Choose one.
rule-choose-or-none = Choose up to { $maximum }, or none.
rule-choose-exactly = Choose exactly { $maximum }.
rule-choose-up-to = Choose up to { $maximum }.
rule-choose-between = Choose { $minimum } to { $maximum }.
rule-score = Give each option 0 to { $bound } points.
rule-share-up-to = Share up to { $maximum ->
    [one] { $maximum } point.
   *[other] { $maximum } points.
}
rule-share-exactly = Share exactly { $maximum ->
    [one] { $maximum } point.
   *[other] { $maximum } points.
}
rule-share-between = Share { $minimum } to { $maximum } points.
# An amount, such as of money, is divided among the options.
rule-divide-up-to = Divide up to { $maximum } among these.
rule-divide-exactly = Divide exactly { $maximum } among these.
rule-divide-between = Divide { $minimum } to { $maximum } among these.
# Follows one of the above.
rule-most-for-one = At most { $bound } for one option.
# How much of the rule is used.
used-points = { $sum ->
    [one] { $sum } point given
   *[other] { $sum } points given
}
used-chosen = { $sum } of { $most } chosen
used-chosen-all = { $sum } of { $most } chosen. To choose another one, take one of them away first.
used-points-of = { $sum } of { $most } points given
used-divided = { $sum } of { $most } divided; { $left } left
used-too-much = { $sum } of { $most } divided: { $excess } too much
amount-wrong = Type a whole number up to { $bound }, in digits.
# The rule of the contest follows.
choice-incomplete = Your answer here is not complete.

## Booth: review and sealing

review = Review your ballot
review-nothing = Nothing chosen here.
# Beside the name of an option.
choice-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
review-hint = Nothing is sent yet. The next step encrypts your ballot on this device.
seal-button = Seal my ballot
change-button = Change something
sealing = Sealing your ballot
sealing-progress = Sealing

## Booth: sealed, then cast or opened

sealed = Sealed, not cast yet
sealed-explained = Your ballot is encrypted on this device. It is not in the ballot box before you cast it.
sealed-tracker = Its tracker, by which you can find it in the log:
cannot-cast = This ballot cannot be cast. If you have voted on another device meanwhile, that ballot counts, and you may replace it: start again with your code.
start-again = Start again
being-opened = This ballot is being opened: it is not cast.
check-again-button = Try again to check it
cast-button = Cast this ballot
cast-again-button = Try again to cast this ballot
check-button = Check it first
check-why = Checking opens this ballot for everybody to see, so that you know it was sealed honestly. It cannot be cast after that; you then seal a fresh one. Best done with choices that you only pretend.
cast-again-safe = Trying again is safe: the same ballot is never counted twice.

## A tracker: a ballot's name, which people compare

# For those who cannot see the picture. $shapes are four of the following.
tracker-picture = Picture: { $shapes }
# $colour and $shape are one of each below.
tracker-shape = { $colour } { $shape }
colour-black = black
colour-blue = blue
colour-orange = orange
colour-yellow = yellow
shape-circle = circle
shape-square = square
shape-triangle = triangle
shape-diamond = diamond
shape-cross = cross
shape-ring = ring
shape-star = star
shape-moon = moon
tracker-code = QR code of the tracker
tracker-code-hint = With a phone’s camera this leads to your ballot in the public log, at any time.
# In the image that is saved.
tracker-line = Line { $line } of the public log

## Booth: the receipt

cast = Your ballot is in the ballot box
cast-promised = Your ballot is accepted: promised, not yet proven
cast-promised-line = The board has signed that your ballot is line { $line } of the public log. It has not proved yet that it is there. This page goes on asking. You can also save the receipt now and look later: the board is bound to it.
cast-unwitnessed-line = Your ballot is line { $line } of the log that the board has signed. The election’s witnesses have not confirmed that yet. This page goes on asking. You can also save the receipt now and look later.
cast-broken = The board does not keep its promise
cast-broken-line = The board has signed that your ballot is line { $line } of the public log, but what it shows there is not your ballot. Save the receipt: it proves that. Tell the election’s authority.
cast-missing-line = The board has signed that your ballot is line { $line } of the public log, but its log does not reach that line. This page goes on asking. Save the receipt: the board is bound to it. If it stays so, tell the election’s authority.
cast-line = It is line { $line } of the public log. You can close this page.
your-tracker = Your tracker:
tracker-keep = Keep it: with it anybody can see that your ballot is still in the log, and nobody can see what you chose.
receipt-signed = The board’s signed receipt
receipt-keep = Your browser has checked the board’s signature. Keep this text as evidence.
receipt-checked = What your browser has checked
receipt-signature = The board has signed that it has your ballot.
receipt-included = Your ballot is in the log of { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
} that the board has signed.
receipt-not-included = The board has not shown yet that your ballot is in the log.
# $witnesses are names.
receipt-witnessed = Witnesses have confirmed that log: { $witnesses }
receipt-unwitnessed = No witnesses have confirmed it yet.
receipt-nobody = This election has no witnesses.
receipt-track = Look for your ballot in the log
save-file = Save the receipt
save-refusal = Save the refusal
save-image = Save as a picture
save-paper = Print, or save as PDF
save-evidence = Save the evidence
election-standing-later = How this election stands, and later its result

## Booth: a practice ballot, opened

opened = Your practice ballot, opened
opened-explained = This is what was sealed in the ballot with the tracker you were shown. Is it what you had chosen? If not, do not vote on this device, and tell the election’s authority.
opened-tracker = Its tracker:
opened-line = It is line { $line } of the public log, where anybody can check it. This practice ballot can never be cast.
opened-not-voted = You have not voted yet.
opened-next = Everybody can see what a practice ballot holds. If you want to keep your real choices secret, change them now, and seal them in a fresh ballot.
opened-change = Change my choices
opened-same = Seal the same choices afresh
opened-elsewhere = Check it on another device
opened-elsewhere-why = This device could show you anything. Scan this with another one, such as a friend’s phone: it checks the practice ballot by itself, and shows you what was sealed.
opened-code = QR code of the page that checks this practice ballot
opened-save = Save it for a device without a camera

## Checking a practice ballot on another device

check = Check a practice ballot
check-explained = Here you see, independently of the device on which you vote, what was sealed in a practice ballot. Nothing that you do here changes a vote.
check-running = Checking the practice ballot …
check-held = Checked: this is what was sealed
check-held-explained = The practice ballot holds exactly these choices. Are they what you had chosen on the other device?
check-tracker = The practice ballot’s tracker:
check-compare = Compare it with the tracker on the other device: the picture first, then the letters. If they are the same and the choices are yours, that device sealed honestly. If not, do not vote on that device, and tell the election’s authority.
check-line = It is line { $line } of the public log.
check-proven = The witnesses that this election asks for have confirmed that log.
check-not-proven = The election’s witnesses have not confirmed that part of the log yet.
check-given = Use a file or text instead
check-given-hint = The other device saves a practice ballot as a file with two lines of the log.
check-file = File of the practice ballot
check-text = Or its text
check-go = Check it
check-unreadable = This is no practice ballot: it has two lines, which the other device saves. Copy both of them whole.
check-no-lines = The log does not have the practice ballot’s lines yet. Try again in a moment.
check-wrong = This practice ballot does not hold what it claims. Do not vote on the device that made it, and tell the election’s authority.
check-cast-too = This ballot was opened and cast, which must not be. Tell the election’s authority.
check-not-in-log = Line { $line } is not in the public log as it is here. Do not vote on the device that made this, and tell the election’s authority.

## Whether the server sends the right pages

integrity = Are these the right pages?
integrity-why = What your device does with your vote, it does because these pages tell it. So the election’s authority has published, together with the election, exactly which pages they are. Your browser asks the server for every file once more and compares.
integrity-asking = Comparing …
integrity-same =
    { $files ->
        [one] The { $files } file that the server has just sent is the one that the authority published.
       *[other] All { $files } files that the server has just sent are those that the authority published.
    }
integrity-different = The server does not send the files that the authority published. Do not vote here, and tell the election’s authority. These are missing or different:
integrity-unpinned = The authority has not published which pages this election is meant for: there is nothing to compare with.
integrity-digest = Digest of the pages, as the authority published it:
integrity-limits = What this does not show
integrity-limit-self = A page cannot vouch for itself. If somebody has replaced these pages, this one may be replaced too, and say whatever they like. A program that is no page does better: verifier-cli booth, on another computer.
integrity-limit-others = The server can send other pages to somebody else, or at another time.
integrity-limit-device = Your device, your browser and its extensions are not looked at. Checking a practice ballot with a second device does that.
integrity-back = How this election stands

## One election, in detail

live = This page follows the election by itself.
live-paused = This page is paused.
live-pause = Pause
live-go-on = Go on
# What the authority says follows.
election-reason = The authority says why:
election-ballots = Ballots, replaced ones too
election-practice = Practice ballots
election-for-voters = For voters
election-for-trustees = For trustees
election-for-observers = For everybody
election-voter-wait = Wait for your voter code: voting is not open yet.
election-track = Find your ballot
election-trustee-key = Take part in the key generation with your program.
election-trustee-rehearse = Prove with your program that you can still decrypt.
election-trustee-wait = Keep your key file safe until voting ends.
election-trustee-decrypt = Verify the log and decrypt with your program.
election-verify = Verify the whole log in this browser
election-questions = What is voted on
timeline = Course of the election
timeline-key = The trustees generate the key.
timeline-roll = The list of voters is sealed, and the trustees rehearse.
timeline-opens = Voting is to open: { $time }
timeline-opened = Voting opened: { $time }
timeline-closes = Voting is to close: { $time }
timeline-closed = Voting closed: { $time }
timeline-end = The result is published.

## Turnout over time

turnout = Turnout over time
# What the plot shows, for those who do not see it.
turnout-plot = { $voted } of { $voters } had voted by { $to }; the plot begins at { $from }.
turnout-time = { $time }
turnout-by = By
turnout-table = The same as a table
turnout-source = The times are those at which witnesses first confirmed so many lines of the log. The numbers are the board’s word until you verify the log.
turnout-unknown = No witnesses watch this log, so nobody but the board could say when ballots came.

## The log and its witnesses

log = The public log
log-signed = The board has signed { $lines ->
    [one] { $lines } line.
   *[other] { $lines } lines.
}
log-root = Its fingerprint (Merkle root):
log-unsigned = The board has not signed a checkpoint yet. It does within a second or two.
log-read = Read the log, line by line
witnesses = Witnesses
witnesses-none = No witnesses watch this log: only its readers can find out whether the board shows everybody the same.
witnesses-all = Enough witnesses have confirmed all { $lines } lines.
witnesses-behind = Enough witnesses have confirmed the first { $lines } lines, and not yet what came after them.
witnesses-missing = Not enough witnesses have confirmed this log yet.
witness = Witness
witness-lines = Lines
witness-last = Last confirmation
witness-never = never
witness-now = within the last minute
witness-minutes = { $minutes ->
    [one] { $minutes } minute ago
   *[other] { $minutes } minutes ago
}
witness-hours = { $hours ->
    [one] { $hours } hour ago
   *[other] { $hours } hours ago
}
witness-at = { $time }
# The witness's signature was not verified here.
witness-told = (the board says)

## The published result

result-turnout = { $ballots } of { $voters } voters have voted: { $percent } %.
result-weight = Together their ballots count { $weight } times.
result-published = These are the counts that the election’s authority has published. Your browser has not verified them yet.
result-verify = Verify this result
result-none = There is no result yet.
result-share-ballots = Share of ballots
result-share-points = Share of all points
result-percent = { $percent } %
result-csv = Save as CSV
result-json = Save as JSON
result-print = Print

## Find a ballot

track = Find a ballot
track-about = See whether a ballot is in the log, and whether it counts. Your browser checks it by itself. Nobody learns what was chosen.
track-tracker = Tracker
track-tracker-hint = 25 letters and digits from your receipt. Upper or lower case, with or without hyphens.
track-look = Find it
track-looking = Looking for it, and checking …
track-otherwise = Or by your receipt
track-receipt = Receipt file
track-receipt-hint = Choose the file that you saved after voting, or drop it here. It stays on this device.
track-scan = By QR code
track-scan-start = Scan with the camera
track-scan-stop = Stop the camera
track-photo = Or a photo of the QR code
track-no-scan = This browser cannot read QR codes. Use the camera app of your phone, which opens the link in the code, or type the tracker.
track-no-camera = The camera could not be started. Allow this page to use it, choose a photo, or type the tracker.
track-no-code = There is no QR code in this picture that can be read. Try another one, or type the tracker.
track-length = A tracker has 25 letters and digits; this has { $found }.
track-character = The character { $character } at position { $position } cannot occur in a tracker.
track-no-tracker = This is no tracker.
track-no-receipt = This file is no receipt of a ballot.
track-try-again = Compare it with your receipt and try again.
# In the log
track-cast = Your ballot is in the ballot box, at line { $line }
track-cast-closed = This ballot was in the ballot box when voting closed, at line { $line }
track-counted = This ballot is counted in the result; it is at line { $line }
track-superseded = This ballot is at line { $line }, and a later one replaces it
track-opened = This was a practice ballot, opened at line { $line }
track-committed = This ballot is announced at line { $line }, and not cast
track-committed-opened = This ballot was announced at line { $line }, and opened at line { $later }
track-committed-cast = This ballot was announced at line { $line }, and cast at line { $later }
track-line = Line { $line } is in the log
track-replaced = The ballot at line { $line }, with the same voter code, counts instead. If you did not cast it, tell the election’s authority at once.
track-promised = The board has signed your receipt, and keeps its promise.
track-proved = It is proved to be in the log of { $lines } lines that the board has signed and that these witnesses have seen: { $witnesses }.
track-proved-alone = It is proved to be in the log of { $lines } lines that the board has signed. No witnesses watch this log.
track-proved-unseen = It is proved to be in the log of { $lines } lines that the board has signed. Not enough witnesses have confirmed that yet: look again in a minute.
track-unproved = The board has not signed a checkpoint that covers it yet. Look again in a few seconds.
track-since = It is there since { $time } at the latest, as the witnesses say.
track-last-hint = That no later ballot replaces it is the board’s word. Whoever verifies the whole log knows.
track-opened-hint = It was opened to check it. Everybody can see what it holds, and it can never be cast. If you have cast no other ballot, you have not voted.
track-committed-hint = Somebody was about to check it. If you wanted to vote, go back to the page where you sealed it, or vote anew.
track-verify = Verify everything
track-show-line = Show the line
# Not in the log
track-nothing = There is no ballot with this tracker here
track-nothing-typo = Compare each group with your receipt: most often it is a typing error.
track-nothing-election = Is it the right election, and the right board?
track-nothing-tell = If tracker and election are right, keep your receipt: it is evidence. Choose its file below, and tell the election’s authority and those who watch the election.
track-unsigned = This receipt is not signed by this election’s board
track-unsigned-hint = It proves nothing: it was damaged, or somebody else made it. If you got it on this board’s page, keep it and tell the election’s authority.
track-promise-broken = The board has broken its promise
track-missing = It has signed a receipt for line { $line }, and its log has only { $lines } lines.
track-broken = It has signed a receipt for line { $line }, and its log has another line there.
track-broken-keep = Keep your receipt: it is evidence. Show it to the election’s authority and to those who watch the election.
track-evidence = With your receipt, your browser has made a file that proves this to anybody, even without this board.
track-evidence-save = Save the evidence
track-observer = For those who use a command line
track-observer-hint = This verifies the whole log and your receipt, and writes down the evidence if the board has broken its promise:

## The log, line by line

board = The public log
board-about = Everything that happened in this election, in order. Nothing is ever removed or changed.
board-place = Line number or tracker
board-go = Go there
board-kind = What to show
board-all = Everything
board-reading = Reading …
board-not-found = Nothing in this log has this tracker.
board-lines = { $shown ->
    [one] { $shown } line shown
   *[other] { $shown } lines shown
} of { $lines } in the log
board-none = No such lines.
board-none-yet = None up to line { $line } of { $lines }. Go on to look further.
board-pages = Pages of the log
board-first = From the beginning
board-earlier = Earlier lines
board-later = Later lines
board-newest = Newest lines
line-raw = Line { $line }, exactly
line-hash = Hash:
line-copy = Copy
line-copied = Copied
line-proof = Proof that it is in the log
line-unreadable = This line cannot be read: the log has a fault here.
line-time = Time as stated: { $time }.
line-authority = By the election’s authority.
line-registrar = By the registrar.
line-voter = By a voter whom only the voter code tells.
line-trustee = By the trustee { $trustee }.
line-roll-part = { $voters ->
    [one] { $voters } voter is put on the roll.
   *[other] { $voters } voters are put on the roll.
}
line-roll-seal = The roll is sealed, with { $voters ->
    [one] { $voters } voter.
   *[other] { $voters } voters.
}
# What kinds of lines there are; each also stands for itself in the log.
kind-manifest = The election is defined.
kind-key-commit = A trustee begins to generate the key.
kind-key-deal = A trustee gives the others their shares of the key, encrypted.
kind-key-confirm = A trustee confirms the key.
kind-key-complaint = A trustee complains about a share.
kind-key-restart = The key generation starts anew.
kind-key-refresh = The key is to be handed on to other trustees.
kind-roll-part = Voters are put on the roll.
kind-roll-seal = The roll is sealed.
kind-rehearsal = A trustee proves again to hold a share of the key.
kind-open = Voting is opened.
kind-ballot = A sealed ballot is cast.
kind-commitment = A sealed ballot is announced, to be checked.
kind-challenge = A practice ballot is opened, to check it.
kind-close = Voting is closed.
kind-intent = A trustee has verified the ballot box and announces to decrypt its sum.
kind-partial-decryption = A trustee decrypts its part of the sum.
kind-result = The result is published.
kind-abort = The election is ended without a result.

## Verify everything

verify = Verify the election
verify-about = Your browser now reads the whole public log and checks every line of it, believing nobody.
verify-progress = Lines verified
verify-lines = Lines verified: { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [one] About { $seconds } second left.
   *[other] About { $seconds } seconds left.
}
verify-percent = { $percent } % verified.
verify-cancel = Cancel
verify-again = Verify again
verify-ballot-counts = Your ballot, at line { $line }, is the last one with your voter code: it is the one that counts.
verify-ballot-superseded = Your ballot at line { $line } was replaced by the one at line { $by }, which counts instead.
verify-ballot-opened = This is a practice ballot, opened at line { $line }. It is not counted.
verify-ballot-absent = No ballot in this log has this tracker.
verify-about-files = Choose a copy of an election’s record. Your browser checks every line of it, believing nobody.
verify-copy = Verify a copy of the record
verify-files = Files of the record
verify-files-hint = Choose an archive (.tar.zst), a log (log.jsonl), or all files of a record’s folder, or drop them here. Add receipts, announced counts or a file with what you know from elsewhere, and they are compared. The files stay on this device.
verify-offline = Everything is loaded: this page needs no network any more to verify files.
# $names are names of files, with commas between them.
verify-source = Files: { $names }
verify-files-none = There is no record among these files. Choose an archive (.tar.zst) or a log (log.jsonl).
verify-files-many = These files belong to more than one record. Choose one archive alone, or one log with its checkpoints.
verify-archive-wrong = This archive is damaged, or is no record. Do not unpack it; ask for another copy.
verify-file-unreadable = This file could not be read. Choose it again.
# $name is the name of a file; details follow.
verify-known-wrong = { $name } cannot be used.
group-waiting = Not started
group-running = Checking …
group-passed = All passed
# Some checks of the group passed, the others could not be run.
group-passed-partly = Passed, as far as it was run
group-failed = Failed
group-nothing = Nothing to check yet
group-checks = Each check
group-form = Every line is well formed
group-form-meaning = All programs read every line in the same way, and the election is the one you asked for.
group-log = The log is one, and nothing was changed
group-log-meaning = Each line is tied to all before it, and the board and its witnesses have signed that.
group-keys = The trustees made the key together
group-keys-meaning = Fewer of them than needed can decrypt nothing.
group-roll = The list of voters is fixed
group-roll-meaning = It was sealed before voting began, and nobody was added after that.
group-ballots = Every ballot is by a voter on the list, and valid
group-ballots-meaning = Each is signed with a voter code and follows the rules, and none is counted twice.
group-practice = Practice ballots were sealed honestly
group-practice-meaning = Each holds what was chosen, and none of them is counted.
group-result = The result is the sum of the ballots
group-result-meaning = The trustees decrypted the sum and proved it; the published counts are what came out.
verify-not = What verifying does not show
verify-not-device = That a voter’s device sealed what the voter chose: for that, voters check practice ballots.
verify-not-codes = That the registrar gave voter codes to the right people, and kept none.
verify-not-refused = That no ballot was turned away at the door, or seen by somebody beside the voter.
verify-not-page = That this page itself is honest. To be sure, verify with a program from elsewhere, such as verifier-cli.
trouble-contradiction = What the board says is not what its log says. Keep your receipt, and tell the election’s authority and those who watch the election.
