# Vad bara förvaltare läser.

## Skapa en nyckelfil

hold-make = Skapa din nyckelfil
hold-make-why = Du behöver en enda nyckelfil för alla val där du är förvaltare. Den skapas i den här webbläsaren, krypteras med din lösenfras och skickas inte till någon.
hold-name = Ditt namn, som väljare och de andra förvaltarna kommer att läsa det
hold-name-wrong = Namnet måste ha 1 till 200 byte, ingen av dem osynlig.
hold-passphrase = Lösenfras
hold-passphrase-hint = Fem slumpmässiga ord eller fler. Skriv ner dem på papper och förvara papperet skilt från filen. Ingen kan återställa en lösenfras: glöms den är din nyckel förlorad.
hold-passphrase-again = Samma lösenfras igen
hold-passphrase-differ = De två lösenfraserna är olika.
hold-passphrase-short = Den här lösenfrasen är kort: den som hittar din nyckelfil kan prova många. Fem slumpmässiga ord är bättre.
hold-make-go = Skapa nyckelfilen
hold-making = Nyckelfilen skapas …
hold-save = Spara din nyckelfil
hold-save-why = Spara den där du hittar den om några månader. Välj den sedan här nedan, så att sidan ser att den verkligen finns där.
hold-save-go = Spara { $name }
hold-read = Välj filen som du har sparat
hold-read-other = Det är en annan fil. Välj den som du just har sparat.
hold-second = Spara en andra kopia
hold-second-why = En enda kopia går förlorad med en dator. Lägg en andra på ett USB-minne och förvara det på ett annat ställe. Välj den sedan där.
hold-public = Ge dina publika nycklar till valförrättaren
hold-public-why = Din nyckelfil och den andra kopian är bra. Skicka den här andra filen, { $name }, till valförrättaren. Den är inte hemlig, men valförrättaren måste vara säker, per telefon eller personligen, på att den är din.
hold-public-next = Vänta sedan på länken till valet. Där behöver du din nyckelfil och lösenfrasen.

## Öppna den i ett val

hold-open = Öppna din nyckelfil
hold-open-files = Din nyckelfil, { $name }
hold-open-hint = Om du har sparat filer seen-… eller decided-… från det här valet, välj dem tillsammans med den. Inget lämnar den här webbläsaren.
hold-open-go = Öppna
hold-opening = Öppnar …
hold-open-make = Du har ingen nyckelfil än: skapa en
hold-you =
    { $trustees ->
        [one] Du är { $trustee }, den enda förvaltaren ({ $number } av { $trustees }).
       *[other] Du är { $trustee }, förvaltare { $number } av { $trustees }.
    }
hold-words = Valet i ord
hold-words-why = Läs de här orden för de andra förvaltarna per telefon innan du deltar. Alla måste ha samma, annars visar någon er olika val.

## Vad som kommer härnäst

hold-keys = Delta i nyckelceremonin
hold-keys-why = Förvaltarna skapar valets nyckel tillsammans, i tre omgångar. Låt sidan vara öppen tills den säger att nyckeln är klar: den fortsätter av sig själv.
hold-rehearse = Gör provet
hold-rehearse-why = Visa för alla att du fortfarande kan dekryptera. Röstningen kan inte öppnas förrän tillräckligt många förvaltare har gjort det.
hold-decrypt = Kontrollera allt och dekryptera
hold-decrypt-why = Sidan läser och kontrollerar hela loggen, varje röstsedel, innan den dekrypterar din del av summan. Det kan ta minuter.
hold-verifying = Kontrollerat: { $done } av { $total } rader
hold-wait-round = Omgång { $round } av 3: väntar på { $trustees }.
hold-wait-official = En förvaltare har klagat på sin andel av nyckeln. Väntar på att valförrättaren börjar om med att skapa nyckeln.
hold-wait-roll = Nyckeln är klar. Härnäst gör du provet, när väljarlistan är förseglad. Du kan stänga sidan och komma tillbaka när valförrättaren kallar dig.
hold-wait-witnesses = Väntar på att vittnena bekräftar den stängda valurnan.
hold-wait-ready = { $ready } av { $needed } förvaltare är redo att dekryptera. Väntar på några av { $trustees }.
hold-waiting = Sidan tittar själv efter med några sekunders mellanrum.
hold-rest-rehearsed = Du har gjort provet. Kom tillbaka när röstningen är över, och förvara din nyckelfil säkert.
hold-rest-voting = Röstningen pågår. Kom tillbaka när den är över, och förvara din nyckelfil säkert.
hold-rest-decrypted = Din del av dekrypteringen finns i loggen. Inget återstår att göra.
hold-rest-finished = Resultatet är publicerat. Inget återstår att göra.
hold-rest-withheld = Så få röster avgavs att inget dekrypteras: de skulle avslöja vem som valde vad.
hold-rest-aborted = Valet avslutades utan resultat. Inget återstår att göra.
hold-rest-refresh = Nyckeln lämnas över till andra förvaltare. Det görs med programmet tally, inte på den här sidan: guiden för förvaltare säger hur.
hold-rest-former = Du har lämnat över din andel av nyckeln. Förstör den här nyckelfilen och dess kopior, om inget annat val behöver dem.

## Vad som sparas

hold-decide = Spara vad du har bestämt
hold-decide-why = Hela loggen är i ordning. Men det här valet har inga vittnen: bara en fil hos dig hindrar servern från att senare visa dig en annan valurna för att få veta enskilda röster. Spara den bredvid din nyckelfil och välj båda varje gång du öppnar nyckelfilen.
hold-seen = Vad du har sett av loggen
hold-seen-why = För att servern ska hållas till vad den har visat dig, spara den här filen bredvid din nyckelfil och välj båda nästa gång.

## Vad som inte får göras

hold-no-stranger = Nyckeln i filen tillhör ingen av det här valets förvaltare. Om filen och valet är de rätta, säg det till valförrättaren: någon kan ha bytt ut dina publika nycklar.
hold-no-keys = Nyckeln kan inte skapas: någon förvaltares del är fel, som detaljerna säger. Visa det för valförrättaren.
hold-no-decided = Du har tidigare bestämt att dekryptera en annan valurna i det här valet. Du dekrypterar bara en: någon kanske försöker få veta enskilda röster. Säg det till de andra förvaltarna och valförrättaren.
hold-no-part = Din del i loggen är fel och kan inte ersättas. De andra klarar sig utan den. Säg det till dem och låt undersöka den här datorn.
hold-no-record = Loggen klarar inte kontrollen, och inget dekrypterades. Säg det till valförrättaren och de andra förvaltarna.
hold-no-lines = Servern visar andra rader i loggen än förut, eller färre. Gör inget mer i det här valet. Säg det till de andra förvaltarna och valförrättaren.
hold-no-passphrase = Den här lösenfrasen öppnar inte filen. Tänk på stora och små bokstäver och tangentbordets språk. Om du är säker är filen skadad: använd den andra kopian.
hold-no-file = Det finns ingen nyckelfil bland dem, eller så är den skadad: använd den andra kopian.
hold-no-other = { $name } hör inte till det här valet eller är skadad. Utelämna den, eller använd en annan kopia.
