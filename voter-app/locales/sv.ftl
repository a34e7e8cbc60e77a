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
checks = Vad som kontrollerades, och vad som inte gjorde det
check-passed = Godkänd: { $check }
check-failed = Underkänd: { $check }
check-not-run = Inte utförd: { $check }
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
