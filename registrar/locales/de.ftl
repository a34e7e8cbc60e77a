# Worte der Briefe und E-Mails auf Deutsch. Diese Übersetzung hat noch niemand geprüft.

subject = Ihr Code zum Wählen: { $title }
greeting = Guten Tag { $name },
letter-scan = um zu wählen, richten Sie die Kamera Ihres Telefons auf das Quadrat, oder öffnen Sie diese Adresse:
letter-type = Oder öffnen Sie { $board }, wählen Sie diese Wahl und geben Sie diesen Code ein:
when = Die Wahl ist angekündigt von { $opens } bis { $closes }.
letter-secret = Wer diesen Code hat, kann an Ihrer Stelle wählen. Behalten Sie ihn für sich, und geben Sie diesen Brief nicht weiter. Wenn Sie mehrere Codes bekommen haben, gilt nur der neueste.
secrecy = Niemand kann sehen, was Sie wählen, auch nicht, wer Ihnen dies geschickt hat. Sie können selbst prüfen, dass Ihre Stimme gezählt wird.
mail-open = um zu wählen, öffnen Sie diesen Link:
mail-secret = Wer diesen Link hat, kann an Ihrer Stelle wählen. Behalten Sie ihn für sich, und leiten Sie diese Nachricht nicht weiter. Wenn Sie mehrere bekommen haben, gilt nur der neueste.
