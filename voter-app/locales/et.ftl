# Valijate lehtede sõnad eesti keeles. Seda tõlget pole veel keegi kontrollinud.

## All pages

navigation = Peamenüü
language = Keel
language-missing = Keelt „{ $language }“ ei õnnestunud laadida. Kontrollige ühendust ja proovige uuesti.
translation-unreviewed = Seda tõlget pole veel keegi kontrollinud.
all-elections = Kõik hääletused selles serveris
page-missing = Sellist lehte ei ole
page-missing-hint = Kontrollige aadressi: valija link tuleb kopeerida tervikuna.
one-moment = Üks hetk …
try-again = Proovi uuesti
details = Üksikasjad
refusal-signed = Serveri allkirjastatud keeldumine
refusal-keep = Teie brauser on serveri allkirja kontrollinud. Kui arvate, et keeldumine on vale, hoidke see tekst tõendina alles.

## What can go wrong

trouble-no-worker = See brauser ei suutnud hääletuskabiini käivitada. Laadige leht uuesti või proovige teist brauserit.
trouble-old-browser = Selles brauseris puuduvad Web Workers või WebAssembly. Palun kasutage uuemat.
trouble-unexpected = Hääletuskabiin andis ootamatu vastuse. Laadige leht uuesti.
trouble-no-election-id = Aadressis puudub hääletuse tunnus. Kopeerige kogu link oma kirjast või sõnumist.
trouble-unreachable = Server ei ole kättesaadav. Midagi pole kadunud: kontrollige ühendust ja proovige uuesti.
trouble-not-found = Server ei tunne seda hääletust. Kas link on tervikuna kopeeritud?
trouble-busy = Server on ülekoormatud või hädas. Midagi pole kadunud: proovige hiljem uuesti.
trouble-overtaken = Server keeldub, sest miski muu jõudis ette. Midagi ei kantud sisse.
trouble-refused = Server keeldub. Midagi ei kantud sisse.
trouble-unsigned = Server keeldub ega allkirjastanud oma vastust, nagu ta peab. Pange jälgimisnumber kirja ja teatage hääletuse korraldajale.
trouble-misunderstood = Serveri vastus on arusaamatu. Proovige hiljem uuesti ja teatage hääletuse korraldajale, kui see nii jääb.
trouble-log = Selle hääletuse logis on viga. Ärge praegu siin hääletage ja teatage hääletuse korraldajale.
trouble-not-entered = Ühtegi hääletust pole avatud. Laadige leht uuesti.
trouble-no-code = Valijakoodi pole sisestatud. Avage oma link uuesti.
trouble-not-open = Hääletamine pole veel avatud.
trouble-not-sealed = Teie hääletussedelit ei õnnestunud pitseerida. Minge tagasi valikute juurde ja proovige uuesti.
trouble-no-ballot = Ühtegi hääletussedelit pole pitseeritud. Laadige leht uuesti.
trouble-receipt = Serveri kviitung ei käi selle hääletussedeli kohta. Pange jälgimisnumber kirja ja teatage hääletuse korraldajale.
trouble-unproven = Server ei tõenda, et see on logi, mida näevad hääletuse tunnistajad. Ärge praegu siin hääletage. Proovige minuti pärast uuesti ja teatage hääletuse korraldajale, kui see nii jääb.

## Where an election stands

phase-key = Ettevalmistamisel: usaldusisikud loovad hääletuse võtit.
phase-roll = Ettevalmistamisel: valijate nimekiri on tulemas.
phase-rehearsal = Valmis: hääletamine algab varsti.
phase-voting = Hääletamine on avatud.
phase-decryption = Suletud. Usaldusisikud dekrüpteerivad hääletussedelite summat.
phase-withheld = Suletud. Sedeleid oli nii vähe, et nende lugemine paljastaks, kes mida valis: tulemust ei ole.
phase-finished = Lõppenud. Tulemus on avaldatud.
phase-aborted = Hääletuse korraldaja lõpetas tulemuseta.

## Elections

elections = Hääletused
elections-asking = Küsin serverilt …
elections-none = Selles serveris pole veel ühtegi hääletust.

## One election

election = Hääletus
election-vote = Hääleta oma koodiga
election-voters = Valijaid nimekirjas
election-voted = Valijaid, kes on hääletanud
election-id = Hääletuse tunnus:
trustees = Usaldusisikud
trustees-all = { $trustees ->
    [one] { $trustees } usaldusisik üksi saab hääletussedelite summa dekrüpteerida.
   *[other] Hääletussedelite summa dekrüpteerimiseks on vaja kõiki { $trustees }.
}
trustees-some = Mis tahes { $threshold } neist { $trustees } saavad koos hääletussedelite summa dekrüpteerida; vähem ei saa.
trustee-decrypted = { $trustee }: on dekrüpteerinud
trustee-intent = { $trustee }: hakkab kohe dekrüpteerima
trustee-rehearsed = { $trustee }: hoiab võtme osa ja on seda tõendanud
trustee-confirmed = { $trustee }: hoiab võtme osa
trustee-committed = { $trustee }: osaleb võtme loomisel
trustee-absent = { $trustee }: pole veel tulnud

## The result, verified in the browser

result = Tulemus
verified = Teie brauser on kontrollinud { $lines ->
    [one] { $lines } rida
   *[other] { $lines } rida
}, nende hulgas { $ballots ->
    [one] { $ballots } hääletussedelit
   *[other] { $ballots } hääletussedelit
}: { $checks ->
    [one] { $checks } kohaldatav kontroll on läbitud.
   *[other] kõik { $checks } kohaldatavat kontrolli on läbitud.
}
verified-so-far = Teie brauser on kontrollinud { $lines ->
    [one] { $lines } rida
   *[other] { $lines } rida
} ega leidnud midagi valesti; hääletus pole läbi.
verified-faults = Teie brauser leidis selles protokollis vigu. Ärge usaldage sellest saadud tulemust.
finding-line = Kontroll { $check } ebaõnnestus real { $line }.
finding-record = Kontroll { $check } ebaõnnestus.
checks = Mida kontrolliti ja mida mitte
check-passed = Läbitud: { $check }
check-failed = Ebaõnnestunud: { $check }
check-not-run = Tegemata: { $check }
result-option = Valik
result-count = Arv
blank-votes = Tühjad hääled

## Booth: arriving

voting = Hääletamine
voting-not-now = Te ei saa praegu hääletada.
election-standing = Kuidas selle hääletusega lood on
voter-code-heading = Teie valijakood
voter-code = Valijakood
voter-code-hint = 28 tähte ja numbrit teie kirjast või sõnumist. Suur- või väiketähed, sidekriipsudega või ilma.
go-on = Edasi
voting-ends = Hääletamise väljakuulutatud lõpp: { $closes }, teie aja järgi.
watch-behind = Selle hääletuse tunnistajad pole logi uusimat osa kinnitanud. Võite hääletada, kuid hoidke kviitung alles ja vaadake hiljem, kas nad on seda teinud.
watch-nobody = Selle hääletuse logi ei jälgi ükski tunnistaja: ainult logi lugejad saavad avastada, kas server näitab kõigile sama. Hoidke kviitung alles.
code-length = Valijakoodis on 28 tähte ja numbrit; selles on { $found }. Võrrelge seda oma kirja või sõnumiga.
code-character = Märki { $character } kohal { $position } valijakoodis olla ei saa. Võrrelge koodi oma kirja või sõnumiga.
code-typing-error = Selles valijakoodis on trükiviga. Võrrelge seda oma kirja või sõnumiga.
code-unknown = Seda koodi pole selle hääletuse nimekirjas. Kas see on selle hääletuse kood?
voted-already = Te olete hääletanud ja sellel hääletusel ei saa uuesti hääletada. Kui see polnud teie, teatage kohe hääletuse korraldajale.
voter-new = Te pole veel hääletanud.
voter-again = Te hääletasite, logi kohal { $position }. Uuesti hääletamine asendab selle sedeli.
voter-weight = { $weight ->
    [one] Teie hääletussedel läheb arvesse { $weight } kord.
   *[other] Teie hääletussedel läheb arvesse { $weight } korda.
}

## Booth: choosing

choices = Teie valikud
nothing-sent = Midagi pole veel saadetud.
review-button = Vaata sedel üle
next-contest = Järgmine küsimus
previous-contest = Eelmine küsimus
contest-of = Küsimus { $number } / { $count }
blank-vote = Tühi hääl
blank-vote-hint = Mitte ühegi poolt. See loetakse tühjaks hääleks.
rule-choose-one = Valige üks.
rule-choose-or-none = Valige kuni { $maximum } või mitte ühtegi.
rule-choose-exactly = Valige täpselt { $maximum }.
rule-choose-up-to = Valige kuni { $maximum }.
rule-choose-between = Valige { $minimum } kuni { $maximum }.
rule-score = Andke igale valikule 0 kuni { $bound } punkti.
rule-share-up-to = Jagage kuni { $maximum ->
    [one] { $maximum } punkt.
   *[other] { $maximum } punkti.
}
rule-share-exactly = Jagage täpselt { $maximum ->
    [one] { $maximum } punkt.
   *[other] { $maximum } punkti.
}
rule-share-between = Jagage { $minimum } kuni { $maximum } punkti.
rule-divide-up-to = Jagage nende vahel kuni { $maximum }.
rule-divide-exactly = Jagage nende vahel täpselt { $maximum }.
rule-divide-between = Jagage nende vahel { $minimum } kuni { $maximum }.
rule-most-for-one = Ühele valikule kõige rohkem { $bound }.
used-points = { $sum ->
    [one] { $sum } punkt antud
   *[other] { $sum } punkti antud
}
used-chosen = Valitud { $sum } / { $most }
used-chosen-all = Valitud { $sum } / { $most }. Et valida midagi muud, võtke enne üks valik tagasi.
used-points-of = Punkte antud { $sum } / { $most }
used-divided = Jagatud { $sum } / { $most }; alles { $left }
used-too-much = Jagatud { $sum } / { $most }: { $excess } liiga palju
amount-wrong = Kirjutage numbritega täisarv kuni { $bound }.
choice-incomplete = Teie vastus siin pole täielik.

## Booth: review and sealing

review = Vaadake oma sedel üle
review-nothing = Siin pole midagi valitud.
choice-points = { $points ->
    [one] { $points } punkt
   *[other] { $points } punkti
}
review-hint = Midagi pole veel saadetud. Järgmine samm krüpteerib teie sedeli selles seadmes.
seal-button = Pitseeri sedel
change-button = Muuda midagi
sealing = Teie sedelit pitseeritakse
sealing-progress = Pitseerimine

## Booth: sealed, then cast or opened

sealed = Pitseeritud, veel mitte ära antud
sealed-explained = Teie sedel on selles seadmes krüpteeritud. See pole valimiskastis enne, kui te selle ära annate.
sealed-tracker = Selle jälgimisnumber, mille järgi leiate sedeli logist:
cannot-cast = Seda sedelit ei saa ära anda. Kui olete vahepeal hääletanud teises seadmes, kehtib see teine sedel ja te võite selle asendada: alustage oma koodiga uuesti.
start-again = Alusta uuesti
being-opened = Seda sedelit avatakse: see pole ära antud.
check-again-button = Proovi uuesti kontrollida
cast-button = Anna see sedel ära
cast-again-button = Proovi uuesti ära anda
check-button = Kontrolli enne
check-why = Kontrollimine avab selle sedeli kõigile nähtavalt, et te teaksite, et see pitseeriti ausalt. Pärast seda ei saa seda ära anda; te pitseerite siis uue. Parim on teha seda valikutega, mida te ainult teesklete.
cast-again-safe = Uuesti proovida on ohutu: sama sedelit ei loeta kunagi kaks korda.

## A tracker: a ballot's name, which people compare

tracker-picture = Pilt: { $shapes }
tracker-shape = { $colour } { $shape }
colour-black = must
colour-blue = sinine
colour-orange = oranž
colour-yellow = kollane
shape-circle = ring
shape-square = ruut
shape-triangle = kolmnurk
shape-diamond = romb
shape-cross = rist
shape-ring = rõngas
shape-star = täht
shape-moon = kuu
tracker-code = Jälgimisnumbri QR-kood
tracker-code-hint = Telefoni kaameraga viib see igal ajal teie sedelini avalikus logis.
tracker-line = Avaliku logi rida { $line }

## Booth: the receipt

cast = Teie sedel on valimiskastis
cast-promised = Teie sedel on vastu võetud: lubatud, veel tõendamata
cast-promised-line = Server on allkirjastanud, et teie sedel on avaliku logi rida { $line }. Ta pole veel tõendanud, et see seal on. See leht küsib edasi. Võite ka kviitungi kohe salvestada ja hiljem vaadata: see kohustab serverit.
cast-unwitnessed-line = Teie sedel on serveri allkirjastatud logi rida { $line }. Hääletuse tunnistajad pole seda veel kinnitanud. See leht küsib edasi. Võite ka kviitungi kohe salvestada ja hiljem vaadata.
cast-broken = Server ei pea oma lubadust
cast-broken-line = Server on allkirjastanud, et teie sedel on avaliku logi rida { $line }, kuid see, mida ta seal näitab, pole teie sedel. Salvestage kviitung: see tõendab seda. Teatage hääletuse korraldajale.
cast-line = See on avaliku logi rida { $line }. Võite selle lehe sulgeda.
your-tracker = Teie jälgimisnumber:
tracker-keep = Hoidke see alles: selle järgi saab igaüks näha, et teie sedel on endiselt logis, ja keegi ei näe, mida te valisite.
receipt-signed = Serveri allkirjastatud kviitung
receipt-keep = Teie brauser on serveri allkirja kontrollinud. Hoidke see tekst tõendina alles.
receipt-checked = Mida teie brauser kontrollis
receipt-signature = Server on allkirjastanud, et teie sedel on tal olemas.
receipt-included = Teie sedel on logis, milles on { $lines ->
    [one] { $lines } rida
   *[other] { $lines } rida
} ja mille server on allkirjastanud.
receipt-not-included = Server pole veel näidanud, et teie sedel on logis.
receipt-witnessed = Selle logi on kinnitanud tunnistajad: { $witnesses }
receipt-unwitnessed = Ükski tunnistaja pole seda veel kinnitanud.
receipt-nobody = Sellel hääletusel pole tunnistajaid.
receipt-track = Otsi oma sedelit logist
save-file = Salvesta kviitung
save-refusal = Salvesta keeldumine
save-image = Salvesta pildina
save-paper = Prindi või salvesta PDF-ina
save-evidence = Salvesta tõend
election-standing-later = Kuidas selle hääletusega lood on, ja hiljem selle tulemus

## Booth: a practice ballot, opened

opened = Teie proovisedel, avatud
opened-explained = See oli pitseeritud sedelis, mille jälgimisnumbrit te nägite. Kas see on see, mille te valisite? Kui ei, ärge selles seadmes hääletage ja teatage hääletuse korraldajale.
opened-tracker = Selle jälgimisnumber:
opened-line = See on avaliku logi rida { $line }, kus igaüks saab seda kontrollida. Seda proovisedelit ei saa kunagi ära anda.
opened-not-voted = Te pole veel hääletanud.
opened-next = Kõik näevad, mida proovisedel sisaldab. Kui tahate oma tegelikud valikud saladuses hoida, muutke need nüüd ja pitseerige uude sedelisse.
opened-change = Muuda valikuid
opened-same = Pitseeri samad valikud uuesti
opened-elsewhere = Kontrolli teises seadmes
opened-elsewhere-why = See seade võiks teile näidata ükskõik mida. Skannige see teise seadmega, näiteks sõbra telefoniga: see kontrollib proovisedelit ise ja näitab, mis pitseeriti.
opened-code = Seda proovisedelit kontrolliva lehe QR-kood
opened-save = Salvesta kaamerata seadme jaoks

## Checking a practice ballot on another device

check = Kontrolli proovisedelit
check-explained = Siin näete sõltumatult seadmest, milles hääletate, mis proovisedelisse pitseeriti. Miski, mida te siin teete, ei muuda ühtegi häält.
check-running = Proovisedelit kontrollitakse …
check-held = Kontrollitud: see oli pitseeritud
check-held-explained = Proovisedelis on täpselt need valikud. Kas need on need, mille te teises seadmes tegite?
check-tracker = Proovisedeli jälgimisnumber:
check-compare = Võrrelge seda teise seadme jälgimisnumbriga: kõigepealt pilti, siis tähti. Kui need on samad ja valikud on teie omad, pitseeris see seade ausalt. Kui ei, ärge selles seadmes hääletage ja teatage hääletuse korraldajale.
check-line = See on avaliku logi rida { $line }.
check-proven = Tunnistajad, keda see hääletus nõuab, on selle logi kinnitanud.
check-not-proven = Hääletuse tunnistajad pole seda logi osa veel kinnitanud.
check-given = Kasuta hoopis faili või teksti
check-given-hint = Teine seade salvestab proovisedeli failina, milles on kaks logi rida.
check-file = Proovisedeli fail
check-text = Või selle tekst
check-go = Kontrolli
check-unreadable = See pole proovisedel: selles on kaks rida, mille teine seade salvestab. Kopeerige mõlemad tervikuna.
check-no-lines = Logis pole veel proovisedeli ridu. Proovige hetke pärast uuesti.
check-wrong = Selles proovisedelis pole see, mida ta väidab. Ärge hääletage seadmes, mis selle tegi, ja teatage hääletuse korraldajale.
check-cast-too = See sedel avati ja anti ära, mida ei tohi juhtuda. Teatage hääletuse korraldajale.
check-not-in-log = Rida { $line } pole avalikus logis sellisena. Ärge hääletage seadmes, mis selle tegi, ja teatage hääletuse korraldajale.

## Whether the server sends the right pages

integrity = Kas need on õiged lehed?
integrity-why = Mida teie seade teie häälega teeb, seda teeb ta sellepärast, et need lehed nii ütlevad. Seepärast on hääletuse korraldaja koos hääletusega avaldanud, millised lehed need täpselt on. Teie brauser küsib serverilt iga faili veel kord ja võrdleb.
integrity-asking = Võrdlen …
integrity-same = { $files ->
    [one] { $files } fail, mille server äsja saatis, on see, mille korraldaja avaldas.
   *[other] Kõik { $files } faili, mille server äsja saatis, on need, mille korraldaja avaldas.
}
integrity-different = Server ei saada faile, mille hääletuse korraldaja avaldas. Ärge siin hääletage ja teatage korraldajale. Need puuduvad või on teistsugused:
integrity-unpinned = Korraldaja pole avaldanud, milliste lehtede jaoks see hääletus on: pole millegagi võrrelda.
integrity-digest = Lehtede kontrollsumma, nagu korraldaja selle avaldas:
integrity-limits = Mida see ei näita
integrity-limit-self = Leht ei saa iseenda eest vastutada. Kui keegi on need lehed asendanud, võib ka see olla asendatud ja öelda ükskõik mida. Programm, mis pole leht, teeb seda paremini: verifier-cli booth, teises arvutis.
integrity-limit-others = Server võib kellelegi teisele või teisel ajal saata teisi lehti.
integrity-limit-device = Teie seadet, brauserit ja selle laiendusi ei vaadata. Seda teeb proovisedeli kontrollimine teise seadmega.
integrity-back = Kuidas selle hääletusega lood on
