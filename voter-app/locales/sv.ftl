# Väljarsidornas ord på svenska. Ingen har granskat den här översättningen ännu.

## All pages

navigation = Huvudmeny
language = Språk
language-missing = Orden på { $language } kunde inte hämtas. Kontrollera din anslutning och försök igen.
translation-unreviewed = Ingen har granskat den här översättningen ännu.
all-elections = Alla val på den här servern
page-missing = Sidan finns inte
page-missing-hint = Kontrollera adressen: en väljarlänk måste kopieras i sin helhet.
one-moment = Ett ögonblick …
try-again = Försök igen
details = Detaljer
refusal-signed = Serverns undertecknade avslag
refusal-keep = Din webbläsare har kontrollerat serverns underskrift. Om du tycker att avslaget är fel, spara texten som bevis.

## What can go wrong

trouble-no-worker = Webbläsaren kunde inte starta valbåset. Ladda om sidan eller prova en annan webbläsare.
trouble-old-browser = Webbläsaren saknar Web Workers eller WebAssembly. Använd en nyare.
trouble-unexpected = Valbåset gav ett oväntat svar. Ladda om sidan.
trouble-worker-ended = Programmet stannade mitt i arbetet, kanske av brist på minne. Ladda om sidan.
trouble-no-election-id = Adressen saknar valets id. Kopiera hela länken från ditt brev eller meddelande.
trouble-unreachable = Servern kan inte nås. Ingenting är förlorat: kontrollera din anslutning och försök igen.
trouble-not-found = Servern känner inte till det här valet. Är hela länken kopierad?
trouble-busy = Servern är överbelastad eller har problem. Ingenting är förlorat: försök igen senare.
trouble-overtaken = Servern avslår detta, eftersom något annat kom före. Ingenting har förts in.
trouble-refused = Servern avslår detta. Ingenting har förts in.
trouble-unsigned = Servern avslår detta och undertecknade inte sitt svar, som den måste. Anteckna ditt spårnummer och meddela valmyndigheten.
trouble-misunderstood = Serverns svar går inte att förstå. Försök igen senare, och meddela valmyndigheten om det fortsätter.
trouble-log = Det är fel på loggen för det här valet. Rösta inte här nu, och meddela valmyndigheten.
trouble-not-entered = Inget val är öppnat. Ladda om sidan.
trouble-no-code = Ingen väljarkod är angiven. Följ din länk igen.
trouble-not-open = Röstningen har inte öppnat ännu.
trouble-not-sealed = Din röstsedel kunde inte förseglas. Gå tillbaka till dina val och försök igen.
trouble-no-ballot = Ingen röstsedel är förseglad. Ladda om sidan.
trouble-receipt = Serverns kvitto gäller inte den här röstsedeln. Anteckna ditt spårnummer och meddela valmyndigheten.
trouble-unproven = Servern visar inte att detta är den logg som valets vittnen ser. Rösta inte här nu. Försök igen om en minut, och meddela valmyndigheten om det fortsätter.

## Where an election stands

phase-key = Förbereds: förvaltarna skapar valets nyckel.
phase-roll = Förbereds: röstlängden är på väg.
phase-rehearsal = Klart: röstningen öppnar snart.
phase-voting = Öppet för röstning.
phase-decryption = Stängt. Förvaltarna dekrypterar summan av röstsedlarna.
phase-withheld = Stängt. Så få röstsedlar lämnades att en räkning skulle avslöja vem som valde vad: det blir inget resultat.
phase-finished = Avslutat. Resultatet är publicerat.
phase-aborted = Avslutat av valmyndigheten utan resultat.

## Elections

elections = Val
elections-asking = Frågar servern …
elections-none = Det finns inga val på den här servern ännu.

## One election

election = Val
election-vote = Rösta med din kod
election-voters = Väljare i röstlängden
election-voted = Väljare som har röstat
election-id = Valets id:
trustees = Förvaltare
trustees-all = { $trustees ->
    [one] { $trustees } förvaltare kan ensam dekryptera summan av röstsedlarna.
   *[other] Alla { $trustees } behövs för att dekryptera summan av röstsedlarna.
}
trustees-some = { $threshold } av dessa { $trustees }, vilka som helst, kan tillsammans dekryptera summan av röstsedlarna; färre kan inte.
trustee-decrypted = { $trustee }: har dekrypterat
trustee-intent = { $trustee }: ska just dekryptera
trustee-rehearsed = { $trustee }: har en del av nyckeln och har visat det
trustee-confirmed = { $trustee }: har en del av nyckeln
trustee-committed = { $trustee }: deltar i att skapa nyckeln
trustee-absent = { $trustee }: har inte kommit ännu

## The result, verified in the browser

result = Resultat
verified = Din webbläsare har kontrollerat { $lines ->
    [one] { $lines } rad
   *[other] { $lines } rader
}, däribland { $ballots ->
    [one] { $ballots } röstsedel
   *[other] { $ballots } röstsedlar
}: { $checks ->
    [one] den { $checks } kontroll som gäller är godkänd.
   *[other] alla { $checks } kontroller som gäller är godkända.
}
verified-so-far = Din webbläsare har kontrollerat { $lines ->
    [one] { $lines } rad
   *[other] { $lines } rader
} och inte hittat något fel; valet är inte över.
verified-faults = Din webbläsare har hittat fel i det här protokollet. Lita inte på något resultat från det.
finding-line = Kontroll { $check } underkändes på rad { $line }.
finding-record = Kontroll { $check } underkändes.
finding-more = Fler som underkändes på samma sätt: { $count }
checks = Vad som kontrollerades, och vad som inte gjorde det
check-passed = Godkänd: { $check }
check-failed = Underkänd: { $check }
check-not-run = Inte utförd: { $check }
check-p1 = varje rad är i kanonisk form
check-p2 = protokollets version och metoder är kända
check-p3 = ingen nyckel, inget krypto och inget åtagande är det neutrala elementet
check-p4 = manifestet är rimligt
check-p5 = nycklarna och id:t är de som är kända från annat håll
check-l1 = varje rad nämner raden före
check-l2 = Merkle-rötter och loggens underskrifter
check-l3 = alla kontrollpunkter är av ett enda träd
check-l4 = vittnen har skrivit under också
check-l5 = tidigare kopior och kvitton är en del av den här loggen
check-l6 = faserna i ordning, varje rad av sin roll och en gång
check-k1 = förvaltarna är olika och deras tröskel är möjlig
check-k2 = varje förvaltare band sig och delade sedan ut det som den bundit sig till
check-k3 = varje förvaltare känner hemligheten bakom sin del av nyckeln
check-k4 = varje förvaltare gav en del till var och en av de andra
check-k5 = alla förvaltare bekräftade den nyckel som vem som helst kan räkna ut
check-k6 = varje förvaltare som lämnade nyckeln vidare lämnade sin egen del
check-k7 = den vidarelämnade nyckeln är densamma, och bara de som har den dekrypterar
check-e1 = röstlängden är sorterad, utan dubbletter, inom sina gränser och förseglad av registerföraren
check-e2 = röstlängden ändrades inte efter öppnandet
check-b1 = varje röstsedel är för det här valet och dess frågor
check-b2 = allt som väljare skickade är av koder i röstlängden
check-b3 = allt som väljare skickade är undertecknat med sin kod
check-b4 = varje röstsedel innehåller val som reglerna tillåter
check-b5 = varje kods röstsedlar följer på varandra
check-b6 = ingen röstsedel och inget krypto finns två gånger
check-b7 = de angivna spårnumren finns i loggen
check-c1 = öppnade röstsedlar anmäldes innan de öppnades
check-c2 = öppnade röstsedlar innehåller det som de öppnades till
check-c3 = ingen öppnad röstsedel lämnades
check-t1 = en röstsedel av varje kod räknas
check-t2 = summan av de räknade röstsedlarna är det som förvaltarna dekrypterade
check-t3 = inget dekrypterades av för få röstsedlar
check-t4 = förvaltarna enades om en stängd valurna innan de dekrypterade
check-d1 = tillräckligt många förvaltare har dekrypterat
check-d2 = varje delvis dekryptering är bevisad
check-d3 = ingen förvaltare dekrypterade något annat
check-d4 = vilka förvaltare som helst, om de är nog många, ger samma tal
check-d5 = varje tal är inom sina gränser
check-r1 = talen följer frågornas regler
check-r2 = varje fråga och alternativ har ett tal
check-r3 = de ledande alternativen är de med de högsta talen
check-r4 = de publicerade talen är de dekrypterade
result-option = Alternativ
result-count = Antal
blank-votes = Blanka röster

## Booth: arriving

voting = Röstning
voting-not-now = Du kan inte rösta nu.
election-standing = Hur det står till med valet
voter-code-heading = Din väljarkod
voter-code = Väljarkod
voter-code-hint = 28 bokstäver och siffror från ditt brev eller meddelande. Stora eller små bokstäver, med eller utan bindestreck.
go-on = Fortsätt
voting-ends = Röstningen väntas sluta { $closes }, din tid.
watch-behind = Valets vittnen har inte bekräftat den nyaste delen av loggen. Du kan rösta, men spara ditt kvitto och se efter senare om de har gjort det.
watch-nobody = Inga vittnen bevakar loggen för det här valet: bara de som läser den kan upptäcka om servern visar alla samma sak. Spara ditt kvitto.
code-length = En väljarkod har 28 bokstäver och siffror; den här har { $found }. Jämför med ditt brev eller meddelande.
code-character = Tecknet { $character } på plats { $position } kan inte finnas i en väljarkod. Jämför med ditt brev eller meddelande.
code-typing-error = Det är ett skrivfel i väljarkoden. Jämför med ditt brev eller meddelande.
code-unknown = Koden finns inte i röstlängden för det här valet. Är det koden till det här valet?
voted-already = Du har röstat, och i det här valet kan man inte rösta igen. Om det inte var du, meddela valmyndigheten genast.
voter-new = Du har inte röstat ännu.
voter-again = Du har röstat, på plats { $position } i loggen. Om du röstar igen ersätts den röstsedeln.
voter-weight = { $weight ->
    [one] Din röstsedel räknas { $weight } gång.
   *[other] Din röstsedel räknas { $weight } gånger.
}

## Booth: choosing

choices = Dina val
nothing-sent = Ingenting har skickats ännu.
review-button = Granska min röstsedel
next-contest = Nästa fråga
previous-contest = Föregående fråga
contest-of = Fråga { $number } av { $count }
blank-vote = Blank röst
blank-vote-hint = För inget av dessa. Den räknas som blank röst.
rule-choose-one = Välj ett.
rule-choose-or-none = Välj upp till { $maximum }, eller inget.
rule-choose-exactly = Välj exakt { $maximum }.
rule-choose-up-to = Välj upp till { $maximum }.
rule-choose-between = Välj { $minimum } till { $maximum }.
rule-score = Ge varje alternativ 0 till { $bound } poäng.
rule-share-up-to = Fördela upp till { $maximum ->
    [one] { $maximum } poäng.
   *[other] { $maximum } poäng.
}
rule-share-exactly = Fördela exakt { $maximum ->
    [one] { $maximum } poäng.
   *[other] { $maximum } poäng.
}
rule-share-between = Fördela { $minimum } till { $maximum } poäng.
rule-divide-up-to = Fördela upp till { $maximum } mellan dessa.
rule-divide-exactly = Fördela exakt { $maximum } mellan dessa.
rule-divide-between = Fördela { $minimum } till { $maximum } mellan dessa.
rule-most-for-one = Högst { $bound } till ett alternativ.
used-points = { $sum ->
    [one] { $sum } poäng given
   *[other] { $sum } poäng givna
}
used-chosen = { $sum } av { $most } valda
used-chosen-all = { $sum } av { $most } valda. För att välja något annat, ta först bort ett val.
used-points-of = { $sum } av { $most } poäng givna
used-divided = { $sum } av { $most } fördelat; { $left } kvar
used-too-much = { $sum } av { $most } fördelat: { $excess } för mycket
amount-wrong = Skriv ett heltal upp till { $bound }, med siffror.
choice-incomplete = Ditt svar här är inte fullständigt.

## Booth: review and sealing

review = Granska din röstsedel
review-nothing = Inget är valt här.
choice-points = { $points ->
    [one] { $points } poäng
   *[other] { $points } poäng
}
review-hint = Ingenting har skickats ännu. Nästa steg krypterar din röstsedel på den här enheten.
seal-button = Försegla min röstsedel
change-button = Ändra något
sealing = Din röstsedel förseglas
sealing-progress = Förseglar

## Booth: sealed, then cast or opened

sealed = Förseglad, inte lämnad ännu
sealed-explained = Din röstsedel är krypterad på den här enheten. Den ligger inte i valurnan förrän du lämnar den.
sealed-tracker = Dess spårnummer, med vilket du kan hitta den i loggen:
cannot-cast = Den här röstsedeln kan inte lämnas. Om du har röstat på en annan enhet under tiden gäller den röstsedeln, och du får ersätta den: börja om med din kod.
start-again = Börja om
being-opened = Den här röstsedeln öppnas: den är inte lämnad.
check-again-button = Försök kontrollera den igen
cast-button = Lämna röstsedeln
cast-again-button = Försök lämna röstsedeln igen
check-button = Kontrollera den först
check-why = Kontrollen öppnar den här röstsedeln så att alla kan se den, så att du vet att den förseglades ärligt. Den kan inte lämnas efter det; du förseglar då en ny. Bäst med val som du bara låtsas göra.
cast-again-safe = Det är säkert att försöka igen: samma röstsedel räknas aldrig två gånger.

## A tracker: a ballot's name, which people compare

tracker-picture = Bild: { $shapes }
tracker-shape = { $shape } i { $colour }
colour-black = svart
colour-blue = blått
colour-orange = orange
colour-yellow = gult
shape-circle = cirkel
shape-square = kvadrat
shape-triangle = triangel
shape-diamond = romb
shape-cross = kors
shape-ring = ring
shape-star = stjärna
shape-moon = måne
tracker-code = QR-kod för spårnumret
tracker-code-hint = Med en telefons kamera leder den när som helst till din röstsedel i den offentliga loggen.
tracker-line = Rad { $line } i den offentliga loggen

## Booth: the receipt

cast = Din röstsedel ligger i valurnan
cast-promised = Din röstsedel är mottagen: utlovad, inte bevisad ännu
cast-promised-line = Servern har skrivit under på att din röstsedel är rad { $line } i den offentliga loggen. Den har inte visat ännu att den finns där. Sidan fortsätter att fråga. Du kan också spara kvittot nu och se efter senare: servern är bunden av det.
cast-unwitnessed-line = Din röstsedel är rad { $line } i loggen som servern har skrivit under. Valets vittnen har inte bekräftat det ännu. Sidan fortsätter att fråga. Du kan också spara kvittot nu och se efter senare.
cast-broken = Servern håller inte sitt löfte
cast-broken-line = Servern har skrivit under på att din röstsedel är rad { $line } i den offentliga loggen, men det som den visar där är inte din röstsedel. Spara kvittot: det bevisar detta. Meddela valmyndigheten.
cast-missing-line = Servern har skrivit under på att din röstsedel är rad { $line } i den offentliga loggen, men dess logg når inte till den raden. Sidan fortsätter att fråga. Spara kvittot: servern är bunden av det. Om det förblir så, meddela valmyndigheten.
cast-line = Den är rad { $line } i den offentliga loggen. Du kan stänga sidan.
your-tracker = Ditt spårnummer:
tracker-keep = Spara det: med det kan alla se att din röstsedel finns kvar i loggen, och ingen kan se vad du valde.
receipt-signed = Serverns undertecknade kvitto
receipt-keep = Din webbläsare har kontrollerat serverns underskrift. Spara texten som bevis.
receipt-checked = Vad din webbläsare har kontrollerat
receipt-signature = Servern har skrivit under på att den har din röstsedel.
receipt-included = Din röstsedel finns i loggen med { $lines ->
    [one] { $lines } rad
   *[other] { $lines } rader
} som servern har skrivit under.
receipt-not-included = Servern har inte visat ännu att din röstsedel finns i loggen.
receipt-witnessed = Vittnen har bekräftat den loggen: { $witnesses }
receipt-unwitnessed = Inga vittnen har bekräftat den ännu.
receipt-nobody = Det här valet har inga vittnen.
receipt-track = Leta upp din röstsedel i loggen
save-file = Spara kvittot
save-refusal = Spara avslaget
save-image = Spara som bild
save-paper = Skriv ut eller spara som PDF
save-evidence = Spara beviset
election-standing-later = Hur det står till med valet, och senare dess resultat

## Booth: a practice ballot, opened

opened = Din provröstsedel, öppnad
opened-explained = Detta var förseglat i röstsedeln vars spårnummer du såg. Är det vad du hade valt? Om inte, rösta inte på den här enheten, och meddela valmyndigheten.
opened-tracker = Dess spårnummer:
opened-line = Den är rad { $line } i den offentliga loggen, där alla kan kontrollera den. Den här provröstsedeln kan aldrig lämnas.
opened-not-voted = Du har inte röstat ännu.
opened-next = Alla kan se vad en provröstsedel innehåller. Om du vill hålla dina verkliga val hemliga, ändra dem nu och försegla dem i en ny röstsedel.
opened-change = Ändra mina val
opened-same = Försegla samma val på nytt
opened-elsewhere = Kontrollera den på en annan enhet
opened-elsewhere-why = Den här enheten skulle kunna visa dig vad som helst. Skanna detta med en annan, till exempel en väns telefon: den kontrollerar provröstsedeln själv och visar vad som förseglades.
opened-code = QR-kod för sidan som kontrollerar den här provröstsedeln
opened-save = Spara den för en enhet utan kamera

## Checking a practice ballot on another device

check = Kontrollera en provröstsedel
check-explained = Här ser du, oberoende av enheten som du röstar på, vad som förseglades i en provröstsedel. Ingenting som du gör här ändrar en röst.
check-running = Provröstsedeln kontrolleras …
check-held = Kontrollerat: detta var förseglat
check-held-explained = Provröstsedeln innehåller exakt dessa val. Är det vad du hade valt på den andra enheten?
check-tracker = Provröstsedelns spårnummer:
check-compare = Jämför det med spårnumret på den andra enheten: först bilden, sedan bokstäverna. Är de lika och valen dina, så förseglade den enheten ärligt. Om inte, rösta inte på den enheten, och meddela valmyndigheten.
check-line = Den är rad { $line } i den offentliga loggen.
check-proven = De vittnen som valet kräver har bekräftat den loggen.
check-not-proven = Valets vittnen har inte bekräftat den delen av loggen ännu.
check-given = Använd en fil eller text i stället
check-given-hint = Den andra enheten sparar en provröstsedel som en fil med två rader ur loggen.
check-file = Fil med provröstsedeln
check-text = Eller dess text
check-go = Kontrollera
check-unreadable = Detta är ingen provröstsedel: den har två rader, som den andra enheten sparar. Kopiera båda i sin helhet.
check-no-lines = Provröstsedelns rader finns inte i loggen ännu. Försök igen om en stund.
check-wrong = Provröstsedeln innehåller inte det som den påstår. Rösta inte på enheten som gjorde den, och meddela valmyndigheten.
check-cast-too = Den här röstsedeln är både öppnad och lämnad, vilket inte får ske. Meddela valmyndigheten.
check-not-in-log = Rad { $line } finns inte så i den offentliga loggen. Rösta inte på enheten som gjorde detta, och meddela valmyndigheten.

## Whether the server sends the right pages

integrity = Är detta rätt sidor?
integrity-why = Vad din enhet gör med din röst gör den för att de här sidorna säger det. Därför har valmyndigheten, tillsammans med valet, publicerat exakt vilka sidor det är. Din webbläsare hämtar varje fil en gång till och jämför.
integrity-asking = Jämför …
integrity-same = { $files ->
    [one] Den { $files } fil som servern nyss skickade är den som myndigheten publicerade.
   *[other] Alla { $files } filer som servern nyss skickade är de som myndigheten publicerade.
}
integrity-different = Servern skickar inte de filer som valmyndigheten publicerade. Rösta inte här, och meddela valmyndigheten. Dessa saknas eller är annorlunda:
integrity-unpinned = Valmyndigheten har inte publicerat vilka sidor valet är avsett för: det finns inget att jämföra med.
integrity-digest = Sidornas kontrollsumma, som myndigheten publicerade den:
integrity-limits = Vad detta inte visar
integrity-limit-self = En sida kan inte gå i god för sig själv. Om någon har bytt ut sidorna kan även den här vara utbytt och säga vad som helst. Ett program som inte är en sida gör det bättre: verifier-cli booth, på en annan dator.
integrity-limit-others = Servern kan skicka andra sidor till någon annan, eller vid en annan tid.
integrity-limit-device = Din enhet, din webbläsare och dess tillägg granskas inte. Det gör kontrollen av en provröstsedel med en andra enhet.
integrity-back = Hur det står till med valet

## One election, in detail

live = Sidan följer valet av sig själv.
live-paused = Sidan är pausad.
live-pause = Pausa
live-go-on = Fortsätt
election-reason = Valmyndigheten säger varför:
election-ballots = Röstsedlar, även ersatta
election-practice = Provröstsedlar
election-for-voters = För väljare
election-for-trustees = För förvaltare
election-for-observers = För alla
election-voter-wait = Vänta på din väljarkod: röstningen har inte öppnat ännu.
election-track = Hitta din röstsedel
election-trustee-key = Delta i att skapa nyckeln med ditt program.
election-trustee-rehearse = Visa med ditt program att du fortfarande kan dekryptera.
election-trustee-wait = Förvara din nyckelfil säkert tills röstningen slutar.
election-trustee-decrypt = Kontrollera loggen och dekryptera med ditt program.
election-verify = Kontrollera hela loggen i den här webbläsaren
election-questions = Vad man röstar om
timeline = Valets gång
timeline-key = Förvaltarna skapar nyckeln.
timeline-roll = Röstlängden förseglas och förvaltarna övar.
timeline-opens = Röstningen ska öppna: { $time }
timeline-opened = Röstningen öppnade: { $time }
timeline-closes = Röstningen ska stänga: { $time }
timeline-closed = Röstningen stängde: { $time }
timeline-end = Resultatet publiceras.

## Turnout over time

turnout = Deltagande över tid
turnout-plot = { $voted } av { $voters } hade röstat senast { $to }; diagrammet börjar { $from }.
turnout-time = { $time }
turnout-by = Senast
turnout-table = Detsamma som tabell
turnout-source = Tiderna är de då vittnen först bekräftade så många rader i loggen. Talen är serverns ord tills du kontrollerar loggen.
turnout-unknown = Inga vittnen bevakar loggen, så ingen utom servern kunde säga när röstsedlar kom.

## The log and its witnesses

log = Den offentliga loggen
log-signed = Servern har skrivit under { $lines ->
    [one] { $lines } rad.
   *[other] { $lines } rader.
}
log-root = Dess fingeravtryck (Merkle-rot):
log-unsigned = Servern har inte skrivit under något läge ännu. Det gör den inom någon sekund.
log-read = Läs loggen rad för rad
witnesses = Vittnen
witnesses-none = Inga vittnen bevakar loggen: bara de som läser den kan upptäcka om servern visar alla samma sak.
witnesses-all = Tillräckligt många vittnen har bekräftat alla { $lines } rader.
witnesses-behind = Tillräckligt många vittnen har bekräftat de första { $lines } raderna, men inte det som kom sedan.
witnesses-missing = För få vittnen har bekräftat loggen ännu.
witness = Vittne
witness-lines = Rader
witness-last = Senaste bekräftelse
witness-never = aldrig
witness-now = inom den senaste minuten
witness-minutes = { $minutes ->
    [one] för { $minutes } minut sedan
   *[other] för { $minutes } minuter sedan
}
witness-hours = { $hours ->
    [one] för { $hours } timme sedan
   *[other] för { $hours } timmar sedan
}
witness-at = { $time }
witness-told = (säger servern)

## The published result

result-turnout = { $ballots } av { $voters } väljare har röstat: { $percent } %.
result-weight = Tillsammans räknas deras röstsedlar { $weight } gånger.
result-published = Detta är talen som valmyndigheten har publicerat. Din webbläsare har inte kontrollerat dem ännu.
result-verify = Kontrollera resultatet
result-none = Det finns inget resultat ännu.
result-share-ballots = Andel av röstsedlarna
result-share-points = Andel av alla poäng
result-percent = { $percent } %
result-csv = Spara som CSV
result-json = Spara som JSON
result-print = Skriv ut

## Find a ballot

track = Hitta en röstsedel
track-about = Se om en röstsedel finns i loggen och om den räknas. Din webbläsare kontrollerar det själv. Ingen får veta vad som valdes.
track-tracker = Spårnummer
track-tracker-hint = 25 bokstäver och siffror från ditt kvitto. Stora eller små bokstäver, med eller utan bindestreck.
track-look = Hitta den
track-looking = Letar och kontrollerar …
track-otherwise = Eller med ditt kvitto
track-receipt = Kvittofil
track-receipt-hint = Välj filen som du sparade efter röstningen, eller släpp den här. Den stannar på den här enheten.
track-scan = Med QR-kod
track-scan-start = Skanna med kameran
track-scan-stop = Stäng av kameran
track-photo = Eller ett foto av QR-koden
track-no-scan = Webbläsaren kan inte läsa QR-koder. Använd telefonens kameraapp, som öppnar länken i koden, eller skriv spårnumret.
track-no-camera = Kameran kunde inte startas. Tillåt sidan att använda den, välj ett foto eller skriv spårnumret.
track-no-code = Det finns ingen läsbar QR-kod i bilden. Prova en annan eller skriv spårnumret.
track-length = Ett spårnummer har 25 bokstäver och siffror; det här har { $found }.
track-character = Tecknet { $character } på plats { $position } kan inte finnas i ett spårnummer.
track-no-tracker = Detta är inget spårnummer.
track-no-receipt = Filen är inget kvitto på en röstsedel.
track-try-again = Jämför med ditt kvitto och försök igen.
track-cast = Din röstsedel ligger i valurnan, på rad { $line }
track-cast-closed = Den här röstsedeln låg i valurnan när röstningen stängde, på rad { $line }
track-counted = Den här röstsedeln är räknad i resultatet; den finns på rad { $line }
track-superseded = Den här röstsedeln finns på rad { $line }, och en senare ersätter den
track-opened = Detta var en provröstsedel, öppnad på rad { $line }
track-committed = Den här röstsedeln är anmäld på rad { $line } och inte lämnad
track-committed-opened = Den här röstsedeln anmäldes på rad { $line } och öppnades på rad { $later }
track-committed-cast = Den här röstsedeln anmäldes på rad { $line } och lämnades på rad { $later }
track-line = Rad { $line } finns i loggen
track-replaced = I stället räknas röstsedeln på rad { $line }, med samma väljarkod. Om du inte lämnade den, meddela valmyndigheten genast.
track-promised = Servern har skrivit under ditt kvitto och håller sitt löfte.
track-proved = Det är bevisat att den finns i loggen med { $lines } rader, som servern har skrivit under och som dessa vittnen har sett: { $witnesses }.
track-proved-alone = Det är bevisat att den finns i loggen med { $lines } rader, som servern har skrivit under. Inga vittnen bevakar loggen.
track-proved-unseen = Det är bevisat att den finns i loggen med { $lines } rader, som servern har skrivit under. För få vittnen har bekräftat det ännu: titta igen om en minut.
track-unproved = Servern har ännu inte skrivit under ett läge som omfattar den. Titta igen om några sekunder.
track-since = Den finns där senast sedan { $time }, säger vittnena.
track-last-hint = Att ingen senare röstsedel ersätter den är serverns ord. Den som kontrollerar hela loggen vet.
track-opened-hint = Den öppnades för att kontrolleras. Alla kan se vad den innehåller, och den kan aldrig lämnas. Om du inte har lämnat någon annan röstsedel har du inte röstat.
track-committed-hint = Någon skulle just kontrollera den. Om du ville rösta, gå tillbaka till sidan där du förseglade den, eller rösta på nytt.
track-verify = Kontrollera allt
track-show-line = Visa raden
track-nothing = Det finns ingen röstsedel med det spårnumret här
track-nothing-typo = Jämför varje grupp med ditt kvitto: oftast är det ett skrivfel.
track-nothing-election = Är det rätt val och rätt server?
track-nothing-tell = Om spårnummer och val stämmer, spara ditt kvitto: det är ett bevis. Välj dess fil nedan, och meddela valmyndigheten och dem som bevakar valet.
track-unsigned = Kvittot är inte undertecknat av det här valets server
track-unsigned-hint = Det bevisar ingenting: det har skadats, eller någon annan har gjort det. Om du fick det på serverns sidor, spara det och meddela valmyndigheten.
track-promise-broken = Servern har brutit sitt löfte
track-missing = Den har skrivit under ett kvitto för rad { $line }, och dess logg har bara { $lines } rader.
track-broken = Den har skrivit under ett kvitto för rad { $line }, och i dess logg står en annan rad där.
track-broken-keep = Spara ditt kvitto: det är ett bevis. Visa det för valmyndigheten och dem som bevakar valet.
track-evidence = Av ditt kvitto har din webbläsare gjort en fil som bevisar detta för vem som helst, även utan servern.
track-evidence-save = Spara beviset
track-observer = För dem som använder en kommandorad
track-observer-hint = Detta kontrollerar hela loggen och ditt kvitto, och skriver ner beviset om servern har brutit sitt löfte:

## The log, line by line

board = Den offentliga loggen
board-about = Allt som hände i valet, i ordning. Ingenting tas någonsin bort eller ändras.
board-place = Radnummer eller spårnummer
board-go = Gå dit
board-kind = Vad som visas
board-all = Allt
board-reading = Läser …
board-not-found = Ingenting i loggen har det spårnumret.
board-lines = { $shown ->
    [one] { $shown } rad visas
   *[other] { $shown } rader visas
} av { $lines } i loggen
board-none = Inga sådana rader.
board-none-yet = Inga till och med rad { $line } av { $lines }. Gå vidare för att leta längre fram.
board-pages = Loggens sidor
board-first = Från början
board-earlier = Tidigare rader
board-later = Senare rader
board-newest = Nyaste raderna
line-raw = Rad { $line }, exakt
line-hash = Hash:
line-copy = Kopiera
line-copied = Kopierat
line-proof = Bevis för att den finns i loggen
line-unreadable = Raden går inte att läsa: det är fel på loggen här.
line-time = Angiven tid: { $time }.
line-authority = Av valmyndigheten.
line-registrar = Av registerföraren.
line-voter = Av en väljare som bara väljarkoden avslöjar.
line-trustee = Av förvaltaren { $trustee }.
line-roll-part = { $voters ->
    [one] { $voters } väljare förs in i röstlängden.
   *[other] { $voters } väljare förs in i röstlängden.
}
line-roll-seal = Röstlängden förseglas, med { $voters ->
    [one] { $voters } väljare.
   *[other] { $voters } väljare.
}
kind-manifest = Valet bestäms.
kind-key-commit = En förvaltare börjar skapa nyckeln.
kind-key-deal = En förvaltare ger de andra deras delar av nyckeln, krypterade.
kind-key-confirm = En förvaltare bekräftar nyckeln.
kind-key-complaint = En förvaltare klagar på en del.
kind-key-restart = Skapandet av nyckeln börjar om.
kind-key-refresh = Nyckeln ska lämnas vidare till andra förvaltare.
kind-roll-part = Väljare förs in i röstlängden.
kind-roll-seal = Röstlängden förseglas.
kind-rehearsal = En förvaltare visar igen att den har en del av nyckeln.
kind-open = Röstningen öppnas.
kind-ballot = En förseglad röstsedel lämnas.
kind-commitment = En förseglad röstsedel anmäls för kontroll.
kind-challenge = En provröstsedel öppnas för att kontrolleras.
kind-close = Röstningen stängs.
kind-intent = En förvaltare har kontrollerat valurnan och meddelar att dess summa ska dekrypteras.
kind-partial-decryption = En förvaltare dekrypterar sin del av summan.
kind-result = Resultatet publiceras.
kind-abort = Valet avslutas utan resultat.

## Verify everything

verify = Kontrollera valet
verify-about = Din webbläsare läser nu hela den offentliga loggen och kontrollerar varje rad, utan att tro någon.
verify-progress = Kontrollerade rader
verify-lines = Kontrollerade rader: { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [one] Ungefär { $seconds } sekund kvar.
   *[other] Ungefär { $seconds } sekunder kvar.
}
verify-percent = { $percent } % kontrollerat.
verify-cancel = Avbryt
verify-again = Kontrollera igen
verify-ballot-counts = Din röstsedel på rad { $line } är den sista med din väljarkod: det är den som räknas.
verify-ballot-superseded = Din röstsedel på rad { $line } ersattes av den på rad { $by }, som räknas i stället.
verify-ballot-opened = Detta är en provröstsedel, öppnad på rad { $line }. Den räknas inte.
verify-ballot-absent = Ingen röstsedel i loggen har det spårnumret.
verify-about-files = Välj en kopia av ett vals protokoll. Din webbläsare kontrollerar varje rad i den och tror ingen.
verify-copy = Kontrollera en kopia av protokollet
verify-files = Protokollets filer
verify-files-hint = Välj ett arkiv (.tar.zst), en logg (log.jsonl) eller alla filer i ett protokolls mapp, eller släpp dem här. Lägg till kvitton, tillkännagivna resultat eller en fil med det du vet från annat håll, så jämförs de. Filerna stannar på den här enheten.
verify-offline = Allt är hämtat: för att kontrollera filer behöver sidan inte längre något nät.
verify-source = Filer: { $names }
verify-files-none = Det finns inget protokoll bland de här filerna. Välj ett arkiv (.tar.zst) eller en logg (log.jsonl).
verify-files-many = De här filerna hör till mer än ett protokoll. Välj ett enda arkiv, eller en logg med sina kontrollpunkter.
verify-archive-wrong = Arkivet är skadat eller är inget protokoll. Packa inte upp det; be om en annan kopia.
verify-file-unreadable = Filen kunde inte läsas. Välj den igen.
verify-known-wrong = { $name } kan inte användas.
group-waiting = Inte påbörjat
group-running = Kontrolleras …
group-passed = Allt godkänt
group-passed-partly = Godkänt, så långt det kontrollerades
group-failed = Underkänt
group-nothing = Inget att kontrollera ännu
group-checks = Varje kontroll
group-form = Varje rad är välformad
group-form-meaning = Alla program läser varje rad på samma sätt, och det är valet som du frågade efter.
group-log = Det är en enda logg, och inget har ändrats
group-log-meaning = Varje rad är bunden till alla före den, och servern och dess vittnen har skrivit under det.
group-keys = Förvaltarna skapade nyckeln tillsammans
group-keys-meaning = Färre av dem än vad som behövs kan inte dekryptera något.
group-roll = Röstlängden ligger fast
group-roll-meaning = Den förseglades före röstningen, och ingen lades till efter det.
group-ballots = Varje röstsedel är av en väljare i röstlängden, och giltig
group-ballots-meaning = Var och en är undertecknad med en väljarkod och följer reglerna, och ingen räknas två gånger.
group-practice = Provröstsedlar förseglades ärligt
group-practice-meaning = Var och en innehåller det som valdes, och ingen av dem räknas.
group-result = Resultatet är summan av röstsedlarna
group-result-meaning = Förvaltarna dekrypterade summan och bevisade det; de publicerade talen är vad som kom ut.
verify-not = Vad kontrollen inte visar
verify-not-device = Att en väljares enhet förseglade det som väljaren valde: för det kontrollerar väljare provröstsedlar.
verify-not-codes = Att registerföraren gav väljarkoderna till rätt personer och inte behöll någon.
verify-not-refused = Att ingen röstsedel avvisades i dörren, eller sågs av någon bredvid väljaren.
verify-not-page = Att sidan själv är ärlig. För att vara säker, kontrollera med ett program från annat håll, som verifier-cli.
trouble-contradiction = Vad servern säger är inte vad dess logg säger. Spara ditt kvitto, och meddela valmyndigheten och dem som bevakar valet.
