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
trouble-worker-ended = Programm seiskus keset tööd, võib-olla mälupuuduse tõttu. Laadige leht uuesti.
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
finding-more = Teisi, mis samuti ebaõnnestusid: { $count }
checks = Mida kontrolliti ja mida mitte
check-passed = Läbitud: { $check }
check-failed = Ebaõnnestunud: { $check }
check-not-run = Tegemata: { $check }
check-p1 = iga rida on kanoonilisel kujul
check-p2 = protokolli versioon ja meetodid on teada
check-p3 = ükski võti, krüptogramm ega seotis pole ühikelement
check-p4 = manifest on mõistlik
check-p5 = võtmed ja tunnus on mujalt teadaolevad
check-l1 = iga rida nimetab eelmist
check-l2 = Merkle'i juured ja logi allkirjad
check-l3 = kõik kontrollpunktid on ühest puust
check-l4 = tunnistajad on kaasallkirjastanud
check-l5 = varasemad koopiad ja kviitungid on selle logi osa
check-l6 = etapid on järjekorras, iga rida oma rollilt ja üks kord
check-k1 = usaldusisikud on erinevad ja nende lävi võimalik
check-k2 = iga usaldusisik sidus end ja jagas siis seda, millega ta end sidus
check-k3 = iga usaldusisik teab oma võtmeosa saladust
check-k4 = iga usaldusisik andis osa igale teisele
check-k5 = kõik usaldusisikud kinnitasid võtme, mille igaüks saab arvutada
check-k6 = iga usaldusisik, kes võtme edasi andis, andis edasi oma osa
check-k7 = edasi antud võti on sama ja ainult selle hoidjad dekrüpteerivad
check-e1 = nimekiri on järjestatud, kordusteta, piirides ja registripidaja pitseeritud
check-e2 = nimekiri ei muutunud pärast avamist
check-b1 = iga sedel on selle hääletuse ja selle küsimuste jaoks
check-b2 = kõik, mida valijad saatsid, on nimekirjas olevatelt koodidelt
check-b3 = kõik, mida valijad saatsid, on oma koodiga allkirjastatud
check-b4 = iga sedel sisaldab reeglitega lubatud valikuid
check-b5 = iga koodi sedelid järgnevad üksteisele
check-b6 = ükski sedel ega krüptogramm ei esine kaks korda
check-b7 = antud jälgimisnumbrid on logis
check-c1 = avatud sedelid teatati enne avamist
check-c2 = avatud sedelid sisaldavad seda, millena need avati
check-c3 = ühtegi avatud sedelit ei antud ära
check-t1 = igalt koodilt loetakse üks sedel
check-t2 = loetud sedelite summa on see, mille usaldusisikud dekrüpteerisid
check-t3 = liiga vähestest sedelitest ei dekrüpteeritud midagi
check-t4 = usaldusisikud leppisid enne dekrüpteerimist kokku ühes suletud kastis
check-d1 = piisavalt usaldusisikuid dekrüpteeris
check-d2 = iga osaline dekrüpteerimine on tõendatud
check-d3 = ükski usaldusisik ei dekrüpteerinud midagi muud
check-d4 = mis tahes piisavad usaldusisikud annavad samad arvud
check-d5 = iga arv on oma piirides
check-r1 = arvud järgivad küsimuste reegleid
check-r2 = igal küsimusel ja valikul on arv
check-r3 = juhtivad valikud on suurimate arvudega
check-r4 = avaldatud arvud on dekrüpteeritud arvud
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
cast-missing-line = Server on allkirjastanud, et teie sedel on avaliku logi rida { $line }, kuid tema logi ei ulatu selle reani. See leht küsib edasi. Salvestage kviitung: see kohustab serverit. Kui see nii jääb, teatage hääletuse korraldajale.
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

## One election, in detail

live = See leht jälgib hääletust ise.
live-paused = See leht on peatatud.
live-pause = Peata
live-go-on = Jätka
election-reason = Hääletuse korraldaja põhjendab:
election-ballots = Sedelid, ka asendatud
election-practice = Proovisedelid
election-for-voters = Valijatele
election-for-trustees = Usaldusisikutele
election-for-observers = Kõigile
election-voter-wait = Oodake oma valijakoodi: hääletamine pole veel avatud.
election-track = Leia oma sedel
election-trustee-key = Osalege oma programmiga võtme loomisel.
election-trustee-rehearse = Tõendage oma programmiga, et saate endiselt dekrüpteerida.
election-trustee-wait = Hoidke võtmefail kindlas kohas, kuni hääletamine lõpeb.
election-trustee-decrypt = Kontrollige logi ja dekrüpteerige oma programmiga.
election-verify = Kontrolli kogu logi selles brauseris
election-questions = Mille üle hääletatakse
timeline = Hääletuse käik
timeline-key = Usaldusisikud loovad võtme.
timeline-roll = Valijate nimekiri pitseeritakse ja usaldusisikud teevad proovi.
timeline-opens = Hääletamine peaks algama: { $time }
timeline-opened = Hääletamine algas: { $time }
timeline-closes = Hääletamine peaks lõppema: { $time }
timeline-closed = Hääletamine lõppes: { $time }
timeline-end = Tulemus avaldatakse.

## Turnout over time

turnout = Osalus aja jooksul
turnout-plot = { $to } seisuga oli hääletanud { $voted } valijat { $voters } hulgast; joonis algab { $from }.
turnout-time = { $time }
turnout-by = Seisuga
turnout-table = Sama tabelina
turnout-source = Ajad on need, mil tunnistajad nii mitut logirida esimest korda kinnitasid. Arvud on serveri sõna, kuni te logi kontrollite.
turnout-unknown = Seda logi ei jälgi tunnistajad, nii et keegi peale serveri ei oskaks öelda, millal sedelid tulid.

## The log and its witnesses

log = Avalik logi
log-signed = Server on allkirjastanud { $lines ->
    [one] { $lines } rea.
   *[other] { $lines } rida.
}
log-root = Selle sõrmejälg (Merkle'i juur):
log-unsigned = Server pole veel midagi allkirjastanud. Ta teeb seda sekundi-paari jooksul.
log-read = Loe logi rida realt
witnesses = Tunnistajad
witnesses-none = Seda logi ei jälgi tunnistajad: ainult logi lugejad saavad avastada, kas server näitab kõigile sama.
witnesses-all = Piisavalt tunnistajaid on kinnitanud kõik { $lines } rida.
witnesses-behind = Piisavalt tunnistajaid on kinnitanud esimesed { $lines } rida, aga veel mitte seda, mis tuli pärast.
witnesses-missing = Seda logi pole veel kinnitanud piisavalt tunnistajaid.
witness = Tunnistaja
witness-lines = Ridu
witness-last = Viimane kinnitus
witness-never = mitte kunagi
witness-now = viimase minuti jooksul
witness-minutes = { $minutes ->
    [one] { $minutes } minut tagasi
   *[other] { $minutes } minutit tagasi
}
witness-hours = { $hours ->
    [one] { $hours } tund tagasi
   *[other] { $hours } tundi tagasi
}
witness-at = { $time }
witness-told = (ütleb server)

## The published result

result-turnout = { $voters } valijast on hääletanud { $ballots }: { $percent } %.
result-weight = Kokku lähevad nende sedelid arvesse { $weight } korda.
result-published = Need arvud avaldas hääletuse korraldaja. Teie brauser pole neid veel kontrollinud.
result-verify = Kontrolli seda tulemust
result-none = Tulemust veel ei ole.
result-share-ballots = Osa sedelitest
result-share-points = Osa kõigist punktidest
result-percent = { $percent } %
result-csv = Salvesta CSV-na
result-json = Salvesta JSON-ina
result-print = Prindi

## Find a ballot

track = Leia sedel
track-about = Vaadake, kas sedel on logis ja kas see läheb arvesse. Teie brauser kontrollib seda ise. Keegi ei saa teada, mida valiti.
track-tracker = Jälgimisnumber
track-tracker-hint = 25 tähte ja numbrit teie kviitungilt. Suur- või väiketähed, sidekriipsudega või ilma.
track-look = Leia
track-looking = Otsin ja kontrollin …
track-otherwise = Või kviitungiga
track-receipt = Kviitungi fail
track-receipt-hint = Valige fail, mille pärast hääletamist salvestasite, või lohistage see siia. See jääb sellesse seadmesse.
track-scan = QR-koodiga
track-scan-start = Skanni kaameraga
track-scan-stop = Lülita kaamera välja
track-photo = Või QR-koodi foto
track-no-scan = See brauser ei oska QR-koode lugeda. Kasutage telefoni kaamerarakendust, mis avab koodis oleva lingi, või kirjutage jälgimisnumber.
track-no-camera = Kaamerat ei õnnestunud käivitada. Lubage see sellele lehele, valige foto või kirjutage jälgimisnumber.
track-no-code = Sellel pildil pole loetavat QR-koodi. Proovige teist või kirjutage jälgimisnumber.
track-length = Jälgimisnumbris on 25 tähte ja numbrit; selles on { $found }.
track-character = Märki { $character } kohal { $position } jälgimisnumbris olla ei saa.
track-no-tracker = See pole jälgimisnumber.
track-no-receipt = See fail pole sedeli kviitung.
track-try-again = Võrrelge kviitungiga ja proovige uuesti.
track-cast = Teie sedel on valimiskastis, real { $line }
track-cast-closed = See sedel oli hääletamise lõppedes valimiskastis, real { $line }
track-counted = See sedel on tulemuses arvesse võetud; see on real { $line }
track-superseded = See sedel on real { $line } ja hilisem asendab seda
track-opened = See oli proovisedel, avatud real { $line }
track-committed = See sedel on teatatud real { $line } ja ära andmata
track-committed-opened = See sedel teatati real { $line } ja avati real { $later }
track-committed-cast = See sedel teatati real { $line } ja anti ära real { $later }
track-line = Rida { $line } on logis
track-replaced = Selle asemel läheb arvesse sama valijakoodiga sedel real { $line }. Kui teie seda ära ei andnud, teatage kohe hääletuse korraldajale.
track-promised = Server on teie kviitungi allkirjastanud ja peab oma lubadust.
track-proved = On tõendatud, et see on { $lines } reaga logis, mille server on allkirjastanud ja mida on näinud need tunnistajad: { $witnesses }.
track-proved-alone = On tõendatud, et see on { $lines } reaga logis, mille server on allkirjastanud. Seda logi ei jälgi tunnistajad.
track-proved-unseen = On tõendatud, et see on { $lines } reaga logis, mille server on allkirjastanud. Seda pole veel kinnitanud piisavalt tunnistajaid: vaadake minuti pärast uuesti.
track-unproved = Server pole veel allkirjastanud midagi, mis seda hõlmaks. Vaadake mõne sekundi pärast uuesti.
track-since = See on seal hiljemalt alates { $time }, ütlevad tunnistajad.
track-last-hint = Et ükski hilisem sedel seda ei asenda, on serveri sõna. Kes kogu logi kontrollib, see teab.
track-opened-hint = See avati kontrollimiseks. Kõik näevad, mida see sisaldab, ja seda ei saa kunagi ära anda. Kui te pole teist sedelit ära andnud, pole te hääletanud.
track-committed-hint = Keegi tahtis seda kontrollida. Kui tahtsite hääletada, minge tagasi lehele, kus selle pitseerisite, või hääletage uuesti.
track-verify = Kontrolli kõike
track-show-line = Näita rida
track-nothing = Sellise jälgimisnumbriga sedelit siin pole
track-nothing-typo = Võrrelge iga rühma kviitungiga: enamasti on see trükiviga.
track-nothing-election = Kas see on õige hääletus ja õige server?
track-nothing-tell = Kui number ja hääletus on õiged, hoidke kviitung alles: see on tõend. Valige selle fail allpool ning teatage hääletuse korraldajale ja vaatlejatele.
track-unsigned = Seda kviitungit pole selle hääletuse server allkirjastanud
track-unsigned-hint = See ei tõenda midagi: see on rikutud või keegi teine on selle teinud. Kui saite selle selle serveri lehtedelt, hoidke see alles ja teatage hääletuse korraldajale.
track-promise-broken = Server on oma lubadust murdnud
track-missing = Ta allkirjastas kviitungi reale { $line }, kuid tema logis on ainult { $lines } rida.
track-broken = Ta allkirjastas kviitungi reale { $line }, kuid tema logis on seal teine rida.
track-broken-keep = Hoidke kviitung alles: see on tõend. Näidake seda hääletuse korraldajale ja vaatlejatele.
track-evidence = Teie kviitungist tegi brauser faili, mis tõendab seda kõigile, ka ilma selle serverita.
track-evidence-save = Salvesta tõend
track-observer = Käsurea kasutajatele
track-observer-hint = See kontrollib kogu logi ja teie kviitungit ning kirjutab tõendi, kui server on lubadust murdnud:

## The log, line by line

board = Avalik logi
board-about = Kõik, mis sellel hääletusel juhtus, järjekorras. Midagi ei eemaldata ega muudeta kunagi.
board-place = Rea number või jälgimisnumber
board-go = Mine sinna
board-kind = Mida näidata
board-all = Kõike
board-reading = Loen …
board-not-found = Selles logis pole midagi sellise numbriga.
board-lines = { $shown ->
    [one] { $shown } rida näidatud
   *[other] { $shown } rida näidatud
} logi { $lines } reast
board-none = Selliseid ridu pole.
board-none-yet = Reani { $line } / { $lines } pole ühtegi. Minge edasi, et kaugemalt otsida.
board-pages = Logi lehed
board-first = Algusest
board-earlier = Varasemad read
board-later = Hilisemad read
board-newest = Uusimad read
line-raw = Rida { $line }, täpselt
line-hash = Räsi:
line-copy = Kopeeri
line-copied = Kopeeritud
line-proof = Tõend, et see on logis
line-unreadable = Seda rida ei saa lugeda: logis on siin viga.
line-time = Märgitud aeg: { $time }.
line-authority = Hääletuse korraldajalt.
line-registrar = Registripidajalt.
line-voter = Valijalt, keda reedab ainult valijakood.
line-trustee = Usaldusisikult { $trustee }.
line-roll-part = { $voters ->
    [one] Nimekirja kantakse { $voters } valija.
   *[other] Nimekirja kantakse { $voters } valijat.
}
line-roll-seal = Nimekiri pitseeritakse, selles on { $voters ->
    [one] { $voters } valija.
   *[other] { $voters } valijat.
}
kind-manifest = Hääletus määratakse.
kind-key-commit = Usaldusisik alustab võtme loomist.
kind-key-deal = Usaldusisik annab teistele nende võtmeosad krüpteeritult.
kind-key-confirm = Usaldusisik kinnitab võtme.
kind-key-complaint = Usaldusisik kaebab võtmeosa üle.
kind-key-restart = Võtme loomine algab uuesti.
kind-key-refresh = Võti antakse edasi teistele usaldusisikutele.
kind-roll-part = Valijad kantakse nimekirja.
kind-roll-seal = Nimekiri pitseeritakse.
kind-rehearsal = Usaldusisik tõendab taas, et tal on võtme osa.
kind-open = Hääletamine avatakse.
kind-ballot = Pitseeritud sedel antakse ära.
kind-commitment = Pitseeritud sedel teatatakse kontrollimiseks.
kind-challenge = Proovisedel avatakse kontrollimiseks.
kind-close = Hääletamine suletakse.
kind-intent = Usaldusisik on valimiskasti kontrollinud ja teatab, et dekrüpteerib selle summa.
kind-partial-decryption = Usaldusisik dekrüpteerib oma osa summast.
kind-result = Tulemus avaldatakse.
kind-abort = Hääletus lõpetatakse tulemuseta.

## Verify everything

verify = Kontrolli hääletust
verify-about = Teie brauser loeb nüüd kogu avaliku logi ja kontrollib iga rida, uskumata kedagi.
verify-progress = Kontrollitud ridu
verify-lines = Kontrollitud ridu: { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [one] Jäänud umbes { $seconds } sekund.
   *[other] Jäänud umbes { $seconds } sekundit.
}
verify-percent = { $percent } % kontrollitud.
verify-cancel = Katkesta
verify-again = Kontrolli uuesti
verify-ballot-counts = Teie sedel real { $line } on viimane teie valijakoodiga: see läheb arvesse.
verify-ballot-superseded = Teie sedel real { $line } asendati sedeliga real { $by }, mis läheb selle asemel arvesse.
verify-ballot-opened = See on proovisedel, avatud real { $line }. Seda ei loeta.
verify-ballot-absent = Ühelgi sedelil selles logis pole seda numbrit.
verify-about-files = Valige valimise protokolli koopia. Teie brauser kontrollib selle iga rida ega usu kedagi.
verify-copy = Kontrollige protokolli koopiat
verify-files = Protokolli failid
verify-files-hint = Valige arhiiv (.tar.zst), logi (log.jsonl) või kõik protokolli kausta failid, või lohistage need siia. Lisage kviitungid, teatatud tulemused või fail sellega, mida mujalt teate, ja neid võrreldakse. Failid jäävad sellesse seadmesse.
verify-offline = Kõik on laaditud: failide kontrollimiseks ei vaja see leht enam võrku.
verify-source = Failid: { $names }
verify-files-none = Nende failide seas pole protokolli. Valige arhiiv (.tar.zst) või logi (log.jsonl).
verify-files-many = Need failid kuuluvad mitmesse protokolli. Valige üks arhiiv üksi või üks logi koos kontrollpunktidega.
verify-archive-wrong = See arhiiv on kahjustatud või pole protokoll. Ärge pakkige seda lahti; küsige teine koopia.
verify-file-unreadable = Seda faili ei saanud lugeda. Valige see uuesti.
verify-known-wrong = Faili { $name } ei saa kasutada.
group-waiting = Alustamata
group-running = Kontrollin …
group-passed = Kõik läbitud
group-passed-partly = Läbitud, niipalju kui kontrolliti
group-failed = Ebaõnnestus
group-nothing = Veel pole midagi kontrollida
group-checks = Iga kontroll
group-form = Iga rida on õige kujuga
group-form-meaning = Kõik programmid loevad iga rida ühtemoodi ja see on hääletus, mida te küsisite.
group-log = Logi on üks ja midagi pole muudetud
group-log-meaning = Iga rida on seotud kõigi eelnevatega ning server ja tunnistajad on selle allkirjastanud.
group-keys = Usaldusisikud lõid võtme koos
group-keys-meaning = Vähem kui vajalik arv neist ei saa midagi dekrüpteerida.
group-roll = Valijate nimekiri on kindel
group-roll-meaning = See pitseeriti enne hääletamist ja pärast seda ei lisatud kedagi.
group-ballots = Iga sedel on nimekirjas olevalt valijalt ja kehtiv
group-ballots-meaning = Igaüks on valijakoodiga allkirjastatud ja järgib reegleid ning ühtegi ei loeta kaks korda.
group-practice = Proovisedelid pitseeriti ausalt
group-practice-meaning = Igaüks sisaldab seda, mis valiti, ja ühtegi neist ei loeta.
group-result = Tulemus on sedelite summa
group-result-meaning = Usaldusisikud dekrüpteerisid summa ja tõendasid seda; avaldatud arvud on see, mis välja tuli.
verify-not = Mida kontroll ei näita
verify-not-device = Et valija seade pitseeris selle, mille valija valis: selleks kontrollitakse proovisedeleid.
verify-not-codes = Et registripidaja andis koodid õigetele inimestele ega jätnud ühtegi endale.
verify-not-refused = Et ühtegi sedelit ei saadetud ukselt tagasi ja keegi valija kõrval seda ei näinud.
verify-not-page = Et see leht ise on aus. Kindluse saamiseks kontrollige mujalt saadud programmiga, näiteks verifier-cli.
trouble-contradiction = Server ütleb muud, kui tema logis on. Hoidke kviitung alles ning teatage hääletuse korraldajale ja vaatlejatele.
