# Die Worte der Wahlseiten auf Deutsch. Diese Übersetzung hat noch niemand geprüft.

## All pages

navigation = Hauptmenü
language = Sprache
language-missing = Die Worte auf { $language } konnten nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
translation-unreviewed = Diese Übersetzung hat noch niemand geprüft.
all-elections = Alle Wahlen auf diesem Server
page-missing = Diese Seite gibt es nicht
page-missing-hint = Prüfen Sie die Adresse: Ein Wahllink muss vollständig kopiert werden.
one-moment = Einen Moment …
try-again = Noch einmal versuchen
details = Einzelheiten
refusal-signed = Die unterschriebene Ablehnung des Servers
refusal-keep = Ihr Browser hat die Unterschrift des Servers geprüft. Wenn Sie die Ablehnung für falsch halten, bewahren Sie diesen Text als Beweis auf.

## What can go wrong

trouble-no-worker = Dieser Browser konnte die Wahlkabine nicht starten. Laden Sie die Seite neu oder nehmen Sie einen anderen Browser.
trouble-old-browser = Dieser Browser kennt keine Web Workers oder kein WebAssembly. Bitte nehmen Sie einen neueren.
trouble-unexpected = Die Wahlkabine hat unerwartet geantwortet. Laden Sie die Seite neu.
trouble-worker-ended = Das Programm hat mitten in der Arbeit aufgehört, vielleicht weil der Speicher nicht reicht. Laden Sie die Seite neu.
trouble-no-election-id = Dieser Adresse fehlt die Kennung der Wahl. Kopieren Sie den ganzen Link aus Ihrem Brief oder Ihrer Nachricht.
trouble-unreachable = Der Server ist nicht erreichbar. Nichts ist verloren: Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
trouble-not-found = Der Server kennt diese Wahl nicht. Ist der Link vollständig kopiert?
trouble-busy = Der Server ist überlastet oder gestört. Nichts ist verloren: Versuchen Sie es später noch einmal.
trouble-overtaken = Der Server lehnt dies ab, weil etwas anderes zuvorkam. Es wurde nichts eingetragen.
trouble-refused = Der Server lehnt dies ab. Es wurde nichts eingetragen.
trouble-unsigned = Der Server lehnt dies ab und hat seine Antwort nicht unterschrieben, wie er es muss. Notieren Sie Ihre Prüfnummer und melden Sie es der Wahlbehörde.
trouble-misunderstood = Die Antwort des Servers ist unverständlich. Versuchen Sie es später noch einmal, und melden Sie es der Wahlbehörde, wenn es so bleibt.
trouble-log = Das Protokoll dieser Wahl hat einen Fehler. Wählen Sie jetzt nicht hier, und melden Sie es der Wahlbehörde.
trouble-not-entered = Es ist keine Wahl geöffnet. Laden Sie die Seite neu.
trouble-no-code = Es ist kein Wahlcode eingegeben. Folgen Sie noch einmal Ihrem Link.
trouble-not-open = Die Abstimmung ist noch nicht eröffnet.
trouble-not-sealed = Ihr Stimmzettel konnte nicht versiegelt werden. Gehen Sie zurück zu Ihrer Auswahl und versuchen Sie es noch einmal.
trouble-no-ballot = Es ist kein Stimmzettel versiegelt. Laden Sie die Seite neu.
trouble-receipt = Die Quittung des Servers gehört nicht zu diesem Stimmzettel. Notieren Sie Ihre Prüfnummer und melden Sie es der Wahlbehörde.
trouble-unproven = Der Server weist nicht nach, dass dies das Protokoll ist, das die Zeugen der Wahl sehen. Wählen Sie jetzt nicht hier. Versuchen Sie es in einer Minute noch einmal, und melden Sie es der Wahlbehörde, wenn es so bleibt.

## Where an election stands

phase-key = In Vorbereitung: Die Treuhänder erzeugen den Schlüssel der Wahl.
phase-roll = In Vorbereitung: Das Wählerverzeichnis steht noch aus.
phase-rehearsal = Bereit: Die Abstimmung beginnt bald.
phase-voting = Die Abstimmung läuft.
phase-decryption = Geschlossen. Die Treuhänder entschlüsseln die Summe der Stimmzettel.
phase-withheld = Geschlossen. Es gab so wenige Stimmzettel, dass ihre Auszählung verraten würde, wer was gewählt hat: Es gibt kein Ergebnis.
phase-finished = Beendet. Das Ergebnis ist veröffentlicht.
phase-aborted = Von der Wahlbehörde ohne Ergebnis beendet.

## Elections

elections = Wahlen
elections-asking = Der Server wird gefragt …
elections-none = Auf diesem Server gibt es noch keine Wahlen.

## One election

election = Wahl
election-vote = Mit Ihrem Code wählen
election-voters = Wahlberechtigte
election-voted = Haben gewählt
election-id = Kennung der Wahl:
trustees = Treuhänder
trustees-all = { $trustees ->
    [one] { $trustees } Treuhänder allein kann die Summe der Stimmzettel entschlüsseln.
   *[other] Alle { $trustees } werden gebraucht, um die Summe der Stimmzettel zu entschlüsseln.
}
trustees-some = { $threshold } beliebige von diesen { $trustees } können gemeinsam die Summe der Stimmzettel entschlüsseln; weniger können es nicht.
trustee-decrypted = { $trustee }: hat entschlüsselt
trustee-intent = { $trustee }: wird gleich entschlüsseln
trustee-rehearsed = { $trustee }: hat einen Teil des Schlüssels und hat das nachgewiesen
trustee-confirmed = { $trustee }: hat einen Teil des Schlüssels
trustee-committed = { $trustee }: nimmt an der Schlüsselerzeugung teil
trustee-absent = { $trustee }: ist noch nicht gekommen

## The result, verified in the browser

result = Ergebnis
verified = Ihr Browser hat { $lines ->
    [one] { $lines } Zeile
   *[other] { $lines } Zeilen
} geprüft, darunter { $ballots ->
    [one] { $ballots } Stimmzettel
   *[other] { $ballots } Stimmzettel
}: { $checks ->
    [one] Die { $checks } anwendbare Prüfung ist bestanden.
   *[other] Alle { $checks } anwendbaren Prüfungen sind bestanden.
}
verified-so-far = Ihr Browser hat { $lines ->
    [one] { $lines } Zeile
   *[other] { $lines } Zeilen
} geprüft und nichts Falsches gefunden; die Wahl ist noch nicht vorbei.
verified-faults = Ihr Browser hat Fehler in dieser Aufzeichnung gefunden. Vertrauen Sie keinem Ergebnis daraus.
finding-line = Prüfung { $check } ist in Zeile { $line } fehlgeschlagen.
finding-record = Prüfung { $check } ist fehlgeschlagen.
finding-more = Weitere, die ebenso nicht bestanden: { $count }
checks = Was geprüft wurde und was nicht
check-passed = Bestanden: { $check }
check-failed = Fehlgeschlagen: { $check }
check-not-run = Nicht ausgeführt: { $check }
check-p1 = jede Zeile ist in der kanonischen Form
check-p2 = Protokollversion und Verfahren sind bekannt
check-p3 = kein Schlüssel, Chiffrat oder Commitment ist das neutrale Element
check-p4 = das Manifest ist sinnvoll
check-p5 = Schlüssel und Kennung sind die anderswo bekannten
check-l1 = jede Zeile nennt die vorige
check-l2 = Merkle-Wurzeln und die Unterschriften des Protokolls
check-l3 = alle Prüfpunkte sind von einem Baum
check-l4 = Zeugen haben mitunterschrieben
check-l5 = frühere Kopien und Quittungen sind Teil dieses Protokolls
check-l6 = die Phasen in ihrer Reihenfolge, jede Zeile von ihrer Rolle und einmal
check-k1 = die Treuhänder sind verschieden und ihre Schwelle ist möglich
check-k2 = jeder Treuhänder legte sich fest und verteilte dann, worauf er sich festgelegt hatte
check-k3 = jeder Treuhänder kennt das Geheimnis hinter seinem Teil des Schlüssels
check-k4 = jeder Treuhänder gab jedem anderen einen Teil
check-k5 = alle Treuhänder bestätigten den Schlüssel, den jeder berechnen kann
check-k6 = wer den Schlüssel weitergab, gab den eigenen Teil weiter
check-k7 = der weitergegebene Schlüssel ist derselbe, und nur wer ihn hält, entschlüsselt
check-e1 = das Wählerverzeichnis ist sortiert, ohne Doppelte, in seinen Grenzen und von der Registerstelle versiegelt
check-e2 = das Wählerverzeichnis änderte sich nach der Öffnung nicht
check-b1 = jeder Stimmzettel ist für diese Wahl und ihre Fragen
check-b2 = alles, was Wähler schickten, ist von Wahlcodes im Verzeichnis
check-b3 = alles, was Wähler schickten, ist mit ihrem Wahlcode unterschrieben
check-b4 = jeder Stimmzettel enthält, was die Regeln erlauben
check-b5 = die Stimmzettel jedes Wahlcodes folgen aufeinander
check-b6 = kein Stimmzettel oder Chiffrat kommt zweimal vor
check-b7 = die angegebenen Prüfnummern stehen im Protokoll
check-c1 = geöffnete Stimmzettel wurden vorher angekündigt
check-c2 = geöffnete Stimmzettel enthalten, als was sie geöffnet wurden
check-c3 = kein geöffneter Stimmzettel wurde abgegeben
check-t1 = von jedem Wahlcode wird ein Stimmzettel gezählt
check-t2 = die Summe der gezählten Stimmzettel ist, was die Treuhänder entschlüsselten
check-t3 = von zu wenigen Stimmzetteln wurde nichts entschlüsselt
check-t4 = die Treuhänder einigten sich auf eine geschlossene Urne, bevor sie entschlüsselten
check-d1 = genug Treuhänder haben entschlüsselt
check-d2 = jede Teilentschlüsselung ist nachgewiesen
check-d3 = kein Treuhänder hat etwas anderes entschlüsselt
check-d4 = je genug Treuhänder ergeben dieselben Zahlen
check-d5 = jede Zahl liegt in ihren Grenzen
check-r1 = die Zahlen folgen den Regeln der Fragen
check-r2 = jede Frage und Option hat eine Zahl
check-r3 = die führenden Optionen sind die mit den höchsten Zahlen
check-r4 = die veröffentlichten Zahlen sind die entschlüsselten
result-option = Möglichkeit
result-count = Stimmen
blank-votes = Enthaltungen

## Booth: arriving

voting = Abstimmung
voting-not-now = Sie können jetzt nicht wählen.
election-standing = Wie es um diese Wahl steht
voter-code-heading = Ihr Wahlcode
voter-code = Wahlcode
voter-code-hint = 28 Buchstaben und Ziffern aus Ihrem Brief oder Ihrer Nachricht. Groß oder klein, mit oder ohne Bindestriche.
go-on = Weiter
voting-ends = Die Abstimmung endet voraussichtlich am { $closes }, Ihre Zeit.
watch-behind = Die Zeugen dieser Wahl haben den neuesten Teil des Protokolls noch nicht bestätigt. Sie können wählen; bewahren Sie aber Ihre Quittung auf und sehen Sie später nach, ob die Bestätigung da ist.
watch-nobody = Das Protokoll dieser Wahl hat keine Zeugen: Nur wer es liest, kann herausfinden, ob der Server allen dasselbe zeigt. Bewahren Sie Ihre Quittung auf.
code-length = Ein Wahlcode hat 28 Buchstaben und Ziffern; dieser hat { $found }. Vergleichen Sie ihn mit Ihrem Brief oder Ihrer Nachricht.
code-character = Das Zeichen { $character } an Stelle { $position } kommt in keinem Wahlcode vor. Vergleichen Sie ihn mit Ihrem Brief oder Ihrer Nachricht.
code-typing-error = In diesem Wahlcode ist ein Tippfehler. Vergleichen Sie ihn mit Ihrem Brief oder Ihrer Nachricht.
code-unknown = Dieser Code steht nicht im Verzeichnis dieser Wahl. Ist es der Code für diese Wahl?
voted-already = Sie haben gewählt, und bei dieser Wahl kann man nicht noch einmal wählen. Wenn Sie es nicht waren, melden Sie es sofort der Wahlbehörde.
voter-new = Sie haben noch nicht gewählt.
voter-again = Sie haben gewählt, an Stelle { $position } des Protokolls. Wenn Sie noch einmal wählen, ersetzt das diesen Stimmzettel.
voter-weight = { $weight ->
    [one] Ihr Stimmzettel zählt { $weight }-mal.
   *[other] Ihr Stimmzettel zählt { $weight }-mal.
}

## Booth: choosing

choices = Ihre Auswahl
nothing-sent = Es wird noch nichts gesendet.
review-button = Stimmzettel ansehen
next-contest = Nächste Frage
previous-contest = Vorige Frage
contest-of = Frage { $number } von { $count }
blank-vote = Enthaltung
blank-vote-hint = Für nichts davon. Sie wird als Enthaltung gezählt.
rule-choose-one = Wählen Sie eine Möglichkeit.
rule-choose-or-none = Wählen Sie bis zu { $maximum } oder keine.
rule-choose-exactly = Wählen Sie genau { $maximum }.
rule-choose-up-to = Wählen Sie bis zu { $maximum }.
rule-choose-between = Wählen Sie { $minimum } bis { $maximum }.
rule-score = Geben Sie jeder Möglichkeit 0 bis { $bound } Punkte.
rule-share-up-to = Verteilen Sie bis zu { $maximum ->
    [one] { $maximum } Punkt.
   *[other] { $maximum } Punkte.
}
rule-share-exactly = Verteilen Sie genau { $maximum ->
    [one] { $maximum } Punkt.
   *[other] { $maximum } Punkte.
}
rule-share-between = Verteilen Sie { $minimum } bis { $maximum } Punkte.
rule-divide-up-to = Teilen Sie bis zu { $maximum } auf.
rule-divide-exactly = Teilen Sie genau { $maximum } auf.
rule-divide-between = Teilen Sie { $minimum } bis { $maximum } auf.
rule-most-for-one = Höchstens { $bound } für eine Möglichkeit.
used-points = { $sum ->
    [one] { $sum } Punkt vergeben
   *[other] { $sum } Punkte vergeben
}
used-chosen = { $sum } von { $most } gewählt
used-chosen-all = { $sum } von { $most } gewählt. Um etwas anderes zu wählen, nehmen Sie zuerst eine Wahl zurück.
used-points-of = { $sum } von { $most } Punkten vergeben
used-divided = { $sum } von { $most } aufgeteilt; { $left } übrig
used-too-much = { $sum } von { $most } aufgeteilt: { $excess } zu viel
amount-wrong = Geben Sie eine ganze Zahl bis { $bound } in Ziffern ein.
choice-incomplete = Ihre Antwort hier ist nicht vollständig.

## Booth: review and sealing

review = Ihr Stimmzettel
review-nothing = Hier ist nichts gewählt.
choice-points = { $points ->
    [one] { $points } Punkt
   *[other] { $points } Punkte
}
review-hint = Es wird noch nichts gesendet. Der nächste Schritt verschlüsselt Ihren Stimmzettel auf diesem Gerät.
seal-button = Stimmzettel versiegeln
change-button = Etwas ändern
sealing = Ihr Stimmzettel wird versiegelt
sealing-progress = Versiegeln

## Booth: sealed, then cast or opened

sealed = Versiegelt, noch nicht abgegeben
sealed-explained = Ihr Stimmzettel ist auf diesem Gerät verschlüsselt. Er liegt nicht in der Wahlurne, bevor Sie ihn abgeben.
sealed-tracker = Seine Prüfnummer, mit der Sie ihn im Protokoll finden:
cannot-cast = Dieser Stimmzettel kann nicht abgegeben werden. Wenn Sie inzwischen auf einem anderen Gerät gewählt haben, zählt jener Stimmzettel, und Sie können ihn ersetzen: Beginnen Sie neu mit Ihrem Code.
start-again = Neu beginnen
being-opened = Dieser Stimmzettel wird geöffnet: Er ist nicht abgegeben.
check-again-button = Noch einmal versuchen zu prüfen
cast-button = Stimmzettel abgeben
cast-again-button = Noch einmal versuchen abzugeben
check-button = Erst prüfen
check-why = Beim Prüfen wird dieser Stimmzettel für alle sichtbar geöffnet, damit Sie wissen, dass er ehrlich versiegelt war. Danach kann er nicht mehr abgegeben werden; Sie versiegeln dann einen neuen. Am besten mit einer Auswahl, die nur zur Probe ist.
cast-again-safe = Noch einmal zu versuchen ist sicher: Derselbe Stimmzettel wird nie zweimal gezählt.

## A tracker: a ballot's name, which people compare

tracker-picture = Bild: { $shapes }
tracker-shape = { $shape } in { $colour }
colour-black = Schwarz
colour-blue = Blau
colour-orange = Orange
colour-yellow = Gelb
shape-circle = Kreis
shape-square = Quadrat
shape-triangle = Dreieck
shape-diamond = Raute
shape-cross = Kreuz
shape-ring = Ring
shape-star = Stern
shape-moon = Mond
tracker-code = QR-Code der Prüfnummer
tracker-code-hint = Mit der Kamera eines Telefons führt er jederzeit zu Ihrem Stimmzettel im öffentlichen Protokoll.
tracker-line = Zeile { $line } des öffentlichen Protokolls

## Booth: the receipt

cast = Ihr Stimmzettel liegt in der Wahlurne
cast-promised = Ihr Stimmzettel ist angenommen: zugesagt, noch nicht nachgewiesen
cast-promised-line = Der Server hat unterschrieben, dass Ihr Stimmzettel Zeile { $line } des öffentlichen Protokolls ist. Er hat noch nicht nachgewiesen, dass er dort steht. Diese Seite fragt weiter nach. Sie können die Quittung auch jetzt speichern und später nachsehen: Der Server ist daran gebunden.
cast-unwitnessed-line = Ihr Stimmzettel ist Zeile { $line } des Protokolls, das der Server unterschrieben hat. Die Zeugen der Wahl haben das noch nicht bestätigt. Diese Seite fragt weiter nach. Sie können die Quittung auch jetzt speichern und später nachsehen.
cast-broken = Der Server hält sein Wort nicht
cast-broken-line = Der Server hat unterschrieben, dass Ihr Stimmzettel Zeile { $line } des öffentlichen Protokolls ist, aber was er dort zeigt, ist nicht Ihr Stimmzettel. Speichern Sie die Quittung: Sie beweist das. Melden Sie es der Wahlbehörde.
cast-missing-line = Der Server hat unterschrieben, dass Ihr Stimmzettel Zeile { $line } des öffentlichen Protokolls ist, aber sein Protokoll reicht nicht bis zu dieser Zeile. Diese Seite fragt weiter nach. Speichern Sie die Quittung: Der Server ist daran gebunden. Wenn es so bleibt, melden Sie es der Wahlbehörde.
cast-line = Er ist Zeile { $line } des öffentlichen Protokolls. Sie können diese Seite schließen.
your-tracker = Ihre Prüfnummer:
tracker-keep = Bewahren Sie sie auf: Mit ihr kann jeder sehen, dass Ihr Stimmzettel noch im Protokoll steht, und niemand kann sehen, was Sie gewählt haben.
receipt-signed = Die unterschriebene Quittung des Servers
receipt-keep = Ihr Browser hat die Unterschrift des Servers geprüft. Bewahren Sie diesen Text als Beweis auf.
receipt-checked = Was Ihr Browser geprüft hat
receipt-signature = Der Server hat unterschrieben, dass er Ihren Stimmzettel hat.
receipt-included = Ihr Stimmzettel steht im Protokoll mit { $lines ->
    [one] { $lines } Zeile
   *[other] { $lines } Zeilen
}, das der Server unterschrieben hat.
receipt-not-included = Der Server hat noch nicht gezeigt, dass Ihr Stimmzettel im Protokoll steht.
receipt-witnessed = Zeugen haben dieses Protokoll bestätigt: { $witnesses }
receipt-unwitnessed = Noch haben es keine Zeugen bestätigt.
receipt-nobody = Diese Wahl hat keine Zeugen.
receipt-track = Ihren Stimmzettel im Protokoll suchen
save-file = Quittung speichern
save-refusal = Ablehnung speichern
save-image = Als Bild speichern
save-paper = Drucken oder als PDF speichern
save-evidence = Beweis speichern
election-standing-later = Wie es um diese Wahl steht, und später ihr Ergebnis

## Booth: a practice ballot, opened

opened = Ihr Probestimmzettel, geöffnet
opened-explained = Das war in dem Stimmzettel versiegelt, dessen Prüfnummer Sie gesehen haben. Ist es das, was Sie gewählt hatten? Wenn nicht, wählen Sie nicht auf diesem Gerät, und melden Sie es der Wahlbehörde.
opened-tracker = Seine Prüfnummer:
opened-line = Er ist Zeile { $line } des öffentlichen Protokolls, wo jeder ihn prüfen kann. Dieser Probestimmzettel kann nie abgegeben werden.
opened-not-voted = Sie haben noch nicht gewählt.
opened-next = Alle können sehen, was ein Probestimmzettel enthält. Wenn Ihre wirkliche Auswahl geheim bleiben soll, ändern Sie sie jetzt und versiegeln Sie sie in einem neuen Stimmzettel.
opened-change = Auswahl ändern
opened-same = Dieselbe Auswahl neu versiegeln
opened-elsewhere = Auf einem anderen Gerät prüfen
opened-elsewhere-why = Dieses Gerät könnte Ihnen alles Mögliche zeigen. Scannen Sie dies mit einem anderen, zum Beispiel dem Telefon einer Freundin: Es prüft den Probestimmzettel selbst und zeigt Ihnen, was versiegelt war.
opened-code = QR-Code der Seite, die diesen Probestimmzettel prüft
opened-save = Für ein Gerät ohne Kamera speichern

## Checking a practice ballot on another device

check = Einen Probestimmzettel prüfen
check-explained = Hier sehen Sie, unabhängig von dem Gerät, auf dem Sie wählen, was in einem Probestimmzettel versiegelt war. Nichts, was Sie hier tun, ändert eine Stimme.
check-running = Der Probestimmzettel wird geprüft …
check-held = Geprüft: Das war versiegelt
check-held-explained = Der Probestimmzettel enthält genau diese Auswahl. Ist es das, was Sie auf dem anderen Gerät gewählt hatten?
check-tracker = Die Prüfnummer des Probestimmzettels:
check-compare = Vergleichen Sie sie mit der Prüfnummer auf dem anderen Gerät: zuerst das Bild, dann die Buchstaben. Sind sie gleich und ist es Ihre Auswahl, dann hat jenes Gerät ehrlich versiegelt. Wenn nicht, wählen Sie nicht auf jenem Gerät, und melden Sie es der Wahlbehörde.
check-line = Er ist Zeile { $line } des öffentlichen Protokolls.
check-proven = Die Zeugen, die diese Wahl verlangt, haben dieses Protokoll bestätigt.
check-not-proven = Die Zeugen der Wahl haben diesen Teil des Protokolls noch nicht bestätigt.
check-given = Stattdessen eine Datei oder einen Text nehmen
check-given-hint = Das andere Gerät speichert einen Probestimmzettel als Datei mit zwei Zeilen des Protokolls.
check-file = Datei des Probestimmzettels
check-text = Oder sein Text
check-go = Prüfen
check-unreadable = Das ist kein Probestimmzettel: Er hat zwei Zeilen, die das andere Gerät speichert. Kopieren Sie beide vollständig.
check-no-lines = Im Protokoll stehen die Zeilen des Probestimmzettels noch nicht. Versuchen Sie es gleich noch einmal.
check-wrong = Dieser Probestimmzettel enthält nicht, was er behauptet. Wählen Sie nicht auf dem Gerät, das ihn gemacht hat, und melden Sie es der Wahlbehörde.
check-cast-too = Dieser Stimmzettel wurde geöffnet und abgegeben, was nicht sein darf. Melden Sie es der Wahlbehörde.
check-not-in-log = Zeile { $line } steht nicht so im öffentlichen Protokoll. Wählen Sie nicht auf dem Gerät, das dies gemacht hat, und melden Sie es der Wahlbehörde.

## Whether the server sends the right pages

integrity = Sind das die richtigen Seiten?
integrity-why = Was Ihr Gerät mit Ihrer Stimme tut, tut es, weil diese Seiten es ihm sagen. Darum hat die Wahlbehörde zusammen mit der Wahl veröffentlicht, welche Seiten es genau sind. Ihr Browser verlangt jede Datei noch einmal vom Server und vergleicht.
integrity-asking = Es wird verglichen …
integrity-same = { $files ->
    [one] Die { $files } Datei, die der Server eben gesendet hat, ist die von der Behörde veröffentlichte.
   *[other] Alle { $files } Dateien, die der Server eben gesendet hat, sind die von der Behörde veröffentlichten.
}
integrity-different = Der Server sendet nicht die Dateien, die die Wahlbehörde veröffentlicht hat. Wählen Sie nicht hier, und melden Sie es der Wahlbehörde. Diese fehlen oder sind anders:
integrity-unpinned = Die Wahlbehörde hat nicht veröffentlicht, für welche Seiten diese Wahl gedacht ist: Es gibt nichts zu vergleichen.
integrity-digest = Prüfsumme der Seiten, wie die Behörde sie veröffentlicht hat:
integrity-limits = Was das nicht zeigt
integrity-limit-self = Eine Seite kann nicht für sich selbst bürgen. Hat jemand diese Seiten ersetzt, kann auch diese ersetzt sein und alles Mögliche sagen. Ein Programm, das keine Seite ist, kann es besser: verifier-cli booth, auf einem anderen Rechner.
integrity-limit-others = Der Server kann jemand anderem oder zu einer anderen Zeit andere Seiten senden.
integrity-limit-device = Ihr Gerät, Ihr Browser und seine Erweiterungen werden nicht geprüft. Das leistet die Prüfung eines Probestimmzettels mit einem zweiten Gerät.
integrity-back = Wie es um diese Wahl steht

## One election, in detail

live = Diese Seite folgt der Wahl von selbst.
live-paused = Diese Seite ist angehalten.
live-pause = Anhalten
live-go-on = Weiter
election-reason = Die Wahlbehörde sagt, warum:
election-ballots = Stimmzettel, auch ersetzte
election-practice = Probestimmzettel
election-for-voters = Für Wählerinnen und Wähler
election-for-trustees = Für Treuhänder
election-for-observers = Für alle
election-voter-wait = Warten Sie auf Ihren Wahlcode: Die Abstimmung ist noch nicht eröffnet.
election-track = Ihren Stimmzettel suchen
election-trustee-key = Nehmen Sie mit Ihrem Programm an der Schlüsselerzeugung teil.
election-trustee-rehearse = Weisen Sie mit Ihrem Programm nach, dass Sie noch entschlüsseln können.
election-trustee-wait = Verwahren Sie Ihre Schlüsseldatei sicher, bis die Abstimmung endet.
election-trustee-decrypt = Prüfen Sie das Protokoll und entschlüsseln Sie mit Ihrem Programm.
election-verify = Das ganze Protokoll in diesem Browser prüfen
election-questions = Worüber abgestimmt wird
timeline = Verlauf der Wahl
timeline-key = Die Treuhänder erzeugen den Schlüssel.
timeline-roll = Das Wählerverzeichnis wird versiegelt, und die Treuhänder proben.
timeline-opens = Die Abstimmung soll beginnen: { $time }
timeline-opened = Die Abstimmung begann: { $time }
timeline-closes = Die Abstimmung soll enden: { $time }
timeline-closed = Die Abstimmung endete: { $time }
timeline-end = Das Ergebnis wird veröffentlicht.

## Turnout over time

turnout = Beteiligung im Lauf der Zeit
turnout-plot = { $voted } von { $voters } hatten bis { $to } gewählt; die Darstellung beginnt am { $from }.
turnout-time = { $time }
turnout-by = Bis
turnout-table = Dasselbe als Tabelle
turnout-source = Die Zeiten sind die, zu denen Zeugen so viele Zeilen des Protokolls zum ersten Mal bestätigt haben. Die Zahlen sind das Wort des Servers, bis Sie das Protokoll prüfen.
turnout-unknown = Das Protokoll hat keine Zeugen; niemand außer dem Server könnte sagen, wann Stimmzettel kamen.

## The log and its witnesses

log = Das öffentliche Protokoll
log-signed = Der Server hat { $lines ->
    [one] { $lines } Zeile
   *[other] { $lines } Zeilen
} unterschrieben.
log-root = Fingerabdruck (Merkle-Wurzel):
log-unsigned = Der Server hat noch keinen Stand unterschrieben. Er tut es in ein, zwei Sekunden.
log-read = Das Protokoll Zeile für Zeile lesen
witnesses = Zeugen
witnesses-none = Das Protokoll hat keine Zeugen: Nur wer es liest, kann herausfinden, ob der Server allen dasselbe zeigt.
witnesses-all = Genug Zeugen haben alle { $lines } Zeilen bestätigt.
witnesses-behind = Genug Zeugen haben die ersten { $lines } Zeilen bestätigt, aber noch nicht, was danach kam.
witnesses-missing = Noch haben nicht genug Zeugen dieses Protokoll bestätigt.
witness = Zeuge
witness-lines = Zeilen
witness-last = Letzte Bestätigung
witness-never = nie
witness-now = in der letzten Minute
witness-minutes = { $minutes ->
    [one] vor { $minutes } Minute
   *[other] vor { $minutes } Minuten
}
witness-hours = { $hours ->
    [one] vor { $hours } Stunde
   *[other] vor { $hours } Stunden
}
witness-at = { $time }
witness-told = (sagt der Server)

## The published result

result-turnout = { $ballots } von { $voters } Wahlberechtigten haben gewählt: { $percent } %.
result-weight = Zusammen zählen ihre Stimmzettel { $weight }-mal.
result-published = Diese Zahlen hat die Wahlbehörde veröffentlicht. Ihr Browser hat sie noch nicht geprüft.
result-verify = Dieses Ergebnis prüfen
result-none = Es gibt noch kein Ergebnis.
result-share-ballots = Anteil der Stimmzettel
result-share-points = Anteil aller Punkte
result-percent = { $percent } %
result-csv = Als CSV speichern
result-json = Als JSON speichern
result-print = Drucken

## Find a ballot

track = Einen Stimmzettel suchen
track-about = Sehen Sie, ob ein Stimmzettel im Protokoll steht und ob er zählt. Ihr Browser prüft es selbst. Niemand erfährt, was gewählt wurde.
track-tracker = Prüfnummer
track-tracker-hint = 25 Buchstaben und Ziffern von Ihrer Quittung. Groß oder klein, mit oder ohne Bindestriche.
track-look = Suchen
track-looking = Es wird gesucht und geprüft …
track-otherwise = Oder mit Ihrer Quittung
track-receipt = Quittungsdatei
track-receipt-hint = Wählen Sie die Datei, die Sie nach der Wahl gespeichert haben, oder ziehen Sie sie hierher. Sie bleibt auf diesem Gerät.
track-scan = Mit QR-Code
track-scan-start = Mit der Kamera scannen
track-scan-stop = Kamera ausschalten
track-photo = Oder ein Foto des QR-Codes
track-no-scan = Dieser Browser kann keine QR-Codes lesen. Nehmen Sie die Kamera-App Ihres Telefons, die den Link im Code öffnet, oder tippen Sie die Prüfnummer.
track-no-camera = Die Kamera konnte nicht gestartet werden. Erlauben Sie sie dieser Seite, wählen Sie ein Foto oder tippen Sie die Prüfnummer.
track-no-code = In diesem Bild ist kein lesbarer QR-Code. Versuchen Sie ein anderes oder tippen Sie die Prüfnummer.
track-length = Eine Prüfnummer hat 25 Buchstaben und Ziffern; diese hat { $found }.
track-character = Das Zeichen { $character } an Stelle { $position } kommt in keiner Prüfnummer vor.
track-no-tracker = Das ist keine Prüfnummer.
track-no-receipt = Diese Datei ist keine Quittung eines Stimmzettels.
track-try-again = Vergleichen Sie mit Ihrer Quittung und versuchen Sie es noch einmal.
track-cast = Ihr Stimmzettel liegt in der Wahlurne, in Zeile { $line }
track-cast-closed = Dieser Stimmzettel lag beim Ende der Abstimmung in der Wahlurne, in Zeile { $line }
track-counted = Dieser Stimmzettel ist im Ergebnis gezählt; er steht in Zeile { $line }
track-superseded = Dieser Stimmzettel steht in Zeile { $line }, und ein späterer ersetzt ihn
track-opened = Das war ein Probestimmzettel, geöffnet in Zeile { $line }
track-committed = Dieser Stimmzettel ist in Zeile { $line } angekündigt und nicht abgegeben
track-committed-opened = Dieser Stimmzettel wurde in Zeile { $line } angekündigt und in Zeile { $later } geöffnet
track-committed-cast = Dieser Stimmzettel wurde in Zeile { $line } angekündigt und in Zeile { $later } abgegeben
track-line = Zeile { $line } steht im Protokoll
track-replaced = Stattdessen zählt der Stimmzettel in Zeile { $line } mit demselben Wahlcode. Wenn Sie ihn nicht abgegeben haben, melden Sie es sofort der Wahlbehörde.
track-promised = Der Server hat Ihre Quittung unterschrieben und hält sein Wort.
track-proved = Es ist nachgewiesen, dass er im Protokoll mit { $lines } Zeilen steht, das der Server unterschrieben hat und das diese Zeugen gesehen haben: { $witnesses }.
track-proved-alone = Es ist nachgewiesen, dass er im Protokoll mit { $lines } Zeilen steht, das der Server unterschrieben hat. Dieses Protokoll hat keine Zeugen.
track-proved-unseen = Es ist nachgewiesen, dass er im Protokoll mit { $lines } Zeilen steht, das der Server unterschrieben hat. Noch haben das nicht genug Zeugen bestätigt: Sehen Sie in einer Minute wieder nach.
track-unproved = Der Server hat noch keinen Stand unterschrieben, der ihn umfasst. Sehen Sie in einigen Sekunden wieder nach.
track-since = Er steht dort spätestens seit { $time }, wie die Zeugen sagen.
track-last-hint = Dass kein späterer Stimmzettel ihn ersetzt, ist das Wort des Servers. Wer das ganze Protokoll prüft, weiß es.
track-opened-hint = Er wurde geöffnet, um ihn zu prüfen. Alle können sehen, was er enthält, und er kann nie abgegeben werden. Wenn Sie keinen anderen Stimmzettel abgegeben haben, haben Sie nicht gewählt.
track-committed-hint = Jemand wollte ihn prüfen. Wenn Sie wählen wollten, gehen Sie zurück zu der Seite, auf der Sie ihn versiegelt haben, oder wählen Sie neu.
track-verify = Alles prüfen
track-show-line = Die Zeile zeigen
track-nothing = Es gibt hier keinen Stimmzettel mit dieser Prüfnummer
track-nothing-typo = Vergleichen Sie jede Gruppe mit Ihrer Quittung: Meistens ist es ein Tippfehler.
track-nothing-election = Ist es die richtige Wahl und der richtige Server?
track-nothing-tell = Wenn Prüfnummer und Wahl stimmen, bewahren Sie Ihre Quittung auf: Sie ist ein Beweis. Wählen Sie unten ihre Datei, und melden Sie es der Wahlbehörde und denen, die die Wahl beobachten.
track-unsigned = Diese Quittung ist nicht vom Server dieser Wahl unterschrieben
track-unsigned-hint = Sie beweist nichts: Sie wurde beschädigt, oder jemand anders hat sie gemacht. Wenn Sie sie auf den Seiten dieses Servers bekommen haben, bewahren Sie sie auf und melden Sie es der Wahlbehörde.
track-promise-broken = Der Server hat sein Wort gebrochen
track-missing = Er hat eine Quittung für Zeile { $line } unterschrieben, und sein Protokoll hat nur { $lines } Zeilen.
track-broken = Er hat eine Quittung für Zeile { $line } unterschrieben, und in seinem Protokoll steht dort eine andere Zeile.
track-broken-keep = Bewahren Sie Ihre Quittung auf: Sie ist ein Beweis. Zeigen Sie sie der Wahlbehörde und denen, die die Wahl beobachten.
track-evidence = Aus Ihrer Quittung hat Ihr Browser eine Datei gemacht, die dies jedem beweist, auch ohne diesen Server.
track-evidence-save = Beweis speichern
track-observer = Für alle, die eine Befehlszeile benutzen
track-observer-hint = Dies prüft das ganze Protokoll und Ihre Quittung und schreibt den Beweis auf, falls der Server sein Wort gebrochen hat:

## The log, line by line

board = Das öffentliche Protokoll
board-about = Alles, was bei dieser Wahl geschah, der Reihe nach. Nichts wird je entfernt oder geändert.
board-place = Zeilennummer oder Prüfnummer
board-go = Dorthin gehen
board-kind = Was gezeigt wird
board-all = Alles
board-reading = Es wird gelesen …
board-not-found = Nichts in diesem Protokoll hat diese Prüfnummer.
board-lines = { $shown ->
    [one] { $shown } Zeile gezeigt
   *[other] { $shown } Zeilen gezeigt
} von { $lines } im Protokoll
board-none = Keine solchen Zeilen.
board-none-yet = Keine bis Zeile { $line } von { $lines }. Gehen Sie weiter, um mehr zu sehen.
board-pages = Seiten des Protokolls
board-first = Vom Anfang
board-earlier = Frühere Zeilen
board-later = Spätere Zeilen
board-newest = Neueste Zeilen
line-raw = Zeile { $line }, genau
line-hash = Hash:
line-copy = Kopieren
line-copied = Kopiert
line-proof = Nachweis, dass sie im Protokoll steht
line-unreadable = Diese Zeile ist nicht lesbar: Das Protokoll hat hier einen Fehler.
line-time = Angegebene Zeit: { $time }.
line-authority = Von der Wahlbehörde.
line-registrar = Von der Registerstelle.
line-voter = Von einer wahlberechtigten Person, die nur der Wahlcode verrät.
line-trustee = Von { $trustee } (Treuhänder).
line-roll-part = { $voters ->
    [one] { $voters } Person wird ins Wählerverzeichnis eingetragen.
   *[other] { $voters } Personen werden ins Wählerverzeichnis eingetragen.
}
line-roll-seal = Das Verzeichnis wird versiegelt, mit { $voters ->
    [one] { $voters } Person.
   *[other] { $voters } Personen.
}
kind-manifest = Die Wahl wird festgelegt.
kind-key-commit = Ein Treuhänder beginnt, den Schlüssel zu erzeugen.
kind-key-deal = Ein Treuhänder gibt den anderen ihre Teile des Schlüssels, verschlüsselt.
kind-key-confirm = Ein Treuhänder bestätigt den Schlüssel.
kind-key-complaint = Ein Treuhänder beanstandet einen Teil.
kind-key-restart = Die Schlüsselerzeugung beginnt von vorn.
kind-key-refresh = Der Schlüssel soll an andere Treuhänder weitergegeben werden.
kind-roll-part = Personen werden ins Wählerverzeichnis eingetragen.
kind-roll-seal = Das Wählerverzeichnis wird versiegelt.
kind-rehearsal = Ein Treuhänder weist wieder nach, einen Teil des Schlüssels zu haben.
kind-open = Die Abstimmung wird eröffnet.
kind-ballot = Ein versiegelter Stimmzettel wird abgegeben.
kind-commitment = Ein versiegelter Stimmzettel wird zur Prüfung angekündigt.
kind-challenge = Ein Probestimmzettel wird geöffnet, um ihn zu prüfen.
kind-close = Die Abstimmung wird geschlossen.
kind-intent = Ein Treuhänder hat die Wahlurne geprüft und kündigt an, ihre Summe zu entschlüsseln.
kind-partial-decryption = Ein Treuhänder entschlüsselt seinen Teil der Summe.
kind-result = Das Ergebnis wird veröffentlicht.
kind-abort = Die Wahl wird ohne Ergebnis beendet.

## Verify everything

verify = Die Wahl prüfen
verify-about = Ihr Browser liest jetzt das ganze öffentliche Protokoll, prüft jede Zeile und glaubt niemandem.
verify-progress = Geprüfte Zeilen
verify-lines = Geprüfte Zeilen: { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [one] Noch etwa { $seconds } Sekunde.
   *[other] Noch etwa { $seconds } Sekunden.
}
verify-percent = { $percent } % geprüft.
verify-cancel = Abbrechen
verify-again = Noch einmal prüfen
verify-ballot-counts = Ihr Stimmzettel in Zeile { $line } ist der letzte mit Ihrem Wahlcode: Er zählt.
verify-ballot-superseded = Ihr Stimmzettel in Zeile { $line } wurde durch den in Zeile { $by } ersetzt, der stattdessen zählt.
verify-ballot-opened = Das ist ein Probestimmzettel, geöffnet in Zeile { $line }. Er wird nicht gezählt.
verify-ballot-absent = Kein Stimmzettel in diesem Protokoll hat diese Prüfnummer.
verify-about-files = Wählen Sie eine Kopie der Aufzeichnung einer Wahl. Ihr Browser prüft jede Zeile davon und glaubt niemandem.
verify-copy = Eine Kopie der Aufzeichnung prüfen
verify-files = Dateien der Aufzeichnung
verify-files-hint = Wählen Sie ein Archiv (.tar.zst), ein Protokoll (log.jsonl) oder alle Dateien aus dem Ordner einer Aufzeichnung, oder legen Sie sie hier ab. Fügen Sie Quittungen, bekannt gegebene Ergebnisse oder eine Datei mit dem hinzu, was Sie von anderswo wissen, dann wird es verglichen. Die Dateien bleiben auf diesem Gerät.
verify-offline = Alles ist geladen: Um Dateien zu prüfen, braucht diese Seite kein Netz mehr.
verify-source = Dateien: { $names }
verify-files-none = Unter diesen Dateien ist keine Aufzeichnung. Wählen Sie ein Archiv (.tar.zst) oder ein Protokoll (log.jsonl).
verify-files-many = Diese Dateien gehören zu mehr als einer Aufzeichnung. Wählen Sie ein Archiv allein oder ein Protokoll mit seinen Prüfpunkten.
verify-archive-wrong = Dieses Archiv ist beschädigt oder keine Aufzeichnung. Entpacken Sie es nicht; bitten Sie um eine andere Kopie.
verify-file-unreadable = Diese Datei konnte nicht gelesen werden. Wählen Sie sie noch einmal.
verify-known-wrong = { $name } kann nicht verwendet werden.
group-waiting = Nicht begonnen
group-running = Wird geprüft …
group-passed = Alles bestanden
group-passed-partly = Bestanden, soweit geprüft wurde
group-failed = Fehlgeschlagen
group-nothing = Noch nichts zu prüfen
group-checks = Jede Prüfung
group-form = Jede Zeile ist wohlgeformt
group-form-meaning = Alle Programme lesen jede Zeile gleich, und es ist die Wahl, nach der Sie gefragt haben.
group-log = Es ist ein Protokoll, und nichts wurde geändert
group-log-meaning = Jede Zeile ist an alle vor ihr gebunden, und der Server und seine Zeugen haben das unterschrieben.
group-keys = Die Treuhänder haben den Schlüssel gemeinsam erzeugt
group-keys-meaning = Weniger von ihnen als nötig können nichts entschlüsseln.
group-roll = Das Wählerverzeichnis steht fest
group-roll-meaning = Es wurde vor der Abstimmung versiegelt, und danach kam niemand hinzu.
group-ballots = Jeder Stimmzettel ist von einer Person im Verzeichnis und gültig
group-ballots-meaning = Jeder ist mit einem Wahlcode unterschrieben und folgt den Regeln, und keiner wird zweimal gezählt.
group-practice = Probestimmzettel waren ehrlich versiegelt
group-practice-meaning = Jeder enthält, was gewählt wurde, und keiner von ihnen wird gezählt.
group-result = Das Ergebnis ist die Summe der Stimmzettel
group-result-meaning = Die Treuhänder haben die Summe entschlüsselt und das nachgewiesen; die veröffentlichten Zahlen sind, was herauskam.
verify-not = Was die Prüfung nicht zeigt
verify-not-device = Dass ein Gerät versiegelt hat, was gewählt wurde: Dafür prüft man Probestimmzettel.
verify-not-codes = Dass die Registerstelle die Wahlcodes den richtigen Personen gab und keinen behielt.
verify-not-refused = Dass kein Stimmzettel an der Tür abgewiesen wurde oder jemand beim Wählen zusah.
verify-not-page = Dass diese Seite selbst ehrlich ist. Um sicher zu sein, prüfen Sie mit einem Programm von anderswo, etwa verifier-cli.
trouble-contradiction = Was der Server sagt, ist nicht, was sein Protokoll sagt. Bewahren Sie Ihre Quittung auf, und melden Sie es der Wahlbehörde und denen, die die Wahl beobachten.
