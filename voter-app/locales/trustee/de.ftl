# Was nur Treuhänder lesen.

## Eine Schlüsseldatei erzeugen

hold-make = Erzeugen Sie Ihre Schlüsseldatei
hold-make-why = Sie brauchen eine einzige Schlüsseldatei für alle Wahlen, in denen Sie Treuhänder sind. Sie entsteht in diesem Browser, wird mit Ihrer Passphrase verschlüsselt und niemandem geschickt.
hold-name = Ihr Name, wie ihn Wähler und die anderen Treuhänder lesen werden
hold-name-wrong = Der Name muss 1 bis 200 Bytes haben, keines davon unsichtbar.
hold-passphrase = Passphrase
hold-passphrase-hint = Fünf zufällige Wörter oder mehr. Schreiben Sie sie auf Papier und verwahren Sie es getrennt von der Datei. Niemand kann eine Passphrase zurücksetzen: Wird sie vergessen, ist Ihr Schlüssel verloren.
hold-passphrase-again = Dieselbe Passphrase noch einmal
hold-passphrase-differ = Die beiden Passphrasen sind verschieden.
hold-passphrase-short = Diese Passphrase ist kurz: Wer Ihre Schlüsseldatei findet, kann viele ausprobieren. Fünf zufällige Wörter sind besser.
hold-make-go = Schlüsseldatei erzeugen
hold-making = Die Schlüsseldatei wird erzeugt …
hold-save = Speichern Sie Ihre Schlüsseldatei
hold-save-why = Speichern Sie sie, wo Sie sie in einigen Monaten wiederfinden. Wählen Sie sie dann unten aus, damit diese Seite sieht, dass sie wirklich da ist.
hold-save-go = { $name } speichern
hold-read = Wählen Sie die Datei, die Sie gespeichert haben
hold-read-other = Das ist eine andere Datei. Wählen Sie die, die Sie gerade gespeichert haben.
hold-second = Speichern Sie eine zweite Kopie
hold-second-why = Eine einzige Kopie geht mit einem Computer verloren. Speichern Sie eine zweite auf einem USB-Stick und verwahren Sie ihn an einem anderen Ort. Wählen Sie sie dann dort aus.
hold-public = Geben Sie der Wahlleitung Ihre öffentlichen Schlüssel
hold-public-why = Ihre Schlüsseldatei und die zweite Kopie sind in Ordnung. Schicken Sie der Wahlleitung diese andere Datei, { $name }. Sie ist nicht geheim, aber die Wahlleitung muss am Telefon oder persönlich sicher sein, dass sie von Ihnen ist.
hold-public-next = Warten Sie dann auf den Link zur Wahl. Dort brauchen Sie Ihre Schlüsseldatei und die Passphrase.

## Sie in einer Wahl öffnen

hold-open = Öffnen Sie Ihre Schlüsseldatei
hold-open-files = Ihre Schlüsseldatei, { $name }
hold-open-hint = Wenn Sie Dateien seen-… oder decided-… dieser Wahl gespeichert haben, wählen Sie sie zusammen mit ihr aus. Nichts davon verlässt diesen Browser.
hold-open-go = Öffnen
hold-opening = Wird geöffnet …
hold-open-make = Sie haben noch keine Schlüsseldatei: erzeugen Sie eine
hold-you =
    { $trustees ->
        [one] Sie sind { $trustee }, der einzige Treuhänder ({ $number } von { $trustees }).
       *[other] Sie sind { $trustee }, Treuhänder { $number } von { $trustees }.
    }
hold-words = Die Wahl in Worten
hold-words-why = Lesen Sie diese Wörter den anderen Treuhändern am Telefon vor, bevor Sie teilnehmen. Alle müssen dieselben haben, sonst zeigt Ihnen jemand verschiedene Wahlen.

## Was als Nächstes kommt

hold-keys = An der Schlüsselerzeugung teilnehmen
hold-keys-why = Die Treuhänder erzeugen den Schlüssel der Wahl gemeinsam, in drei Runden. Lassen Sie diese Seite offen, bis sie sagt, dass der Schlüssel fertig ist: Sie macht von selbst weiter.
hold-rehearse = Probe ablegen
hold-rehearse-why = Weisen Sie allen nach, dass Sie noch entschlüsseln können. Vorher kann die Abstimmung nicht geöffnet werden: Genug Treuhänder müssen es getan haben.
hold-decrypt = Alles prüfen und entschlüsseln
hold-decrypt-why = Diese Seite liest und prüft das ganze Protokoll, jeden Stimmzettel, bevor sie Ihren Teil der Summe entschlüsselt. Das kann Minuten dauern.
hold-verifying = Geprüft: { $done } von { $total } Zeilen
hold-wait-round = Runde { $round } von 3: Es fehlen { $trustees }.
hold-wait-official = Ein Treuhänder hat sich über seinen Anteil am Schlüssel beschwert. Die Wahlleitung muss die Schlüsselerzeugung neu beginnen.
hold-wait-roll = Der Schlüssel ist fertig. Als Nächstes legen Sie die Probe ab, wenn das Wählerverzeichnis versiegelt ist. Sie können diese Seite schließen und wiederkommen, wenn die Wahlleitung Sie ruft.
hold-wait-witnesses = Die Zeugen müssen die geschlossene Urne noch bestätigen.
hold-wait-ready = { $ready } von { $needed } Treuhändern sind bereit zu entschlüsseln. Es fehlen einige von { $trustees }.
hold-waiting = Diese Seite sieht alle paar Sekunden selbst nach.
hold-rest-rehearsed = Sie haben die Probe abgelegt. Kommen Sie nach der Abstimmung wieder und verwahren Sie Ihre Schlüsseldatei sicher.
hold-rest-voting = Die Abstimmung läuft. Kommen Sie danach wieder und verwahren Sie Ihre Schlüsseldatei sicher.
hold-rest-decrypted = Ihr Teil der Entschlüsselung steht im Protokoll. Es ist nichts mehr zu tun.
hold-rest-finished = Das Ergebnis ist veröffentlicht. Es ist nichts mehr zu tun.
hold-rest-withheld = Es wurden so wenige Stimmen abgegeben, dass nichts entschlüsselt wird: Sie würden verraten, wer was gewählt hat.
hold-rest-aborted = Die Wahl wurde ohne Ergebnis beendet. Es ist nichts mehr zu tun.
hold-rest-refresh = Der Schlüssel wird an andere Treuhänder weitergegeben. Das geht mit dem Programm tally, nicht auf dieser Seite: Die Anleitung für Treuhänder sagt, wie.
hold-rest-former = Sie haben Ihren Anteil am Schlüssel weitergegeben. Vernichten Sie diese Schlüsseldatei und ihre Kopien, wenn keine andere Wahl sie braucht.

## Was aufbewahrt wird

hold-decide = Speichern Sie, was Sie entschieden haben
hold-decide-why = Das ganze Protokoll ist in Ordnung. Aber diese Wahl hat keine Zeugen: Nur eine Datei bei Ihnen verhindert, dass der Server Ihnen später eine andere Urne zeigt, um einzelne Stimmen zu erfahren. Speichern Sie sie neben Ihrer Schlüsseldatei und wählen Sie immer beide aus, wenn Sie diese öffnen.
hold-seen = Was Sie vom Protokoll gesehen haben
hold-seen-why = Damit der Server bei dem bleiben muss, was er Ihnen gezeigt hat, speichern Sie diese Datei neben Ihrer Schlüsseldatei und wählen Sie nächstes Mal beide aus.

## Was nicht geschehen darf

hold-no-stranger = Der Schlüssel in dieser Datei gehört keinem Treuhänder dieser Wahl. Wenn Datei und Wahl die richtigen sind, sagen Sie es der Wahlleitung: Jemand könnte Ihre öffentlichen Schlüssel vertauscht haben.
hold-no-keys = Der Schlüssel kann nicht erzeugt werden: Der Teil eines Treuhänders ist falsch, wie die Einzelheiten sagen. Zeigen Sie das der Wahlleitung.
hold-no-decided = Sie haben früher entschieden, eine andere Urne dieser Wahl zu entschlüsseln. Sie entschlüsseln nur eine: Jemand könnte einzelne Stimmen erfahren wollen. Sagen Sie es den anderen Treuhändern und der Wahlleitung.
hold-no-part = Ihr Teil im Protokoll ist falsch und kann nicht ersetzt werden. Die anderen kommen ohne ihn aus. Sagen Sie es ihnen und lassen Sie diesen Computer untersuchen.
hold-no-record = Das Protokoll hält der Prüfung nicht stand, und es wurde nichts entschlüsselt. Sagen Sie es der Wahlleitung und den anderen Treuhändern.
hold-no-lines = Der Server zeigt andere Zeilen des Protokolls als vorher, oder weniger. Tun Sie in dieser Wahl nichts mehr. Sagen Sie es den anderen Treuhändern und der Wahlleitung.
hold-no-passphrase = Diese Passphrase öffnet die Datei nicht. Achten Sie auf Groß- und Kleinschreibung und die Sprache der Tastatur. Wenn Sie sicher sind, ist die Datei beschädigt: Nehmen Sie die zweite Kopie.
hold-no-file = Darunter ist keine Schlüsseldatei, oder sie ist beschädigt: Nehmen Sie die zweite Kopie.
hold-no-other = { $name } gehört nicht zu dieser Wahl oder ist beschädigt. Lassen Sie die Datei weg, oder nehmen Sie eine andere Kopie.
