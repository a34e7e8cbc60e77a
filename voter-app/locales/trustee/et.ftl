# Mida loevad ainult usaldusisikud.

## Võtmefaili loomine

hold-make = Looge oma võtmefail
hold-make-why = Vajate ühtainsat võtmefaili kõigi valimiste jaoks, kus olete usaldusisik. See luuakse selles brauseris, krüpteeritakse teie paroolilausega ega saadeta kellelegi.
hold-name = Teie nimi, nagu valijad ja teised usaldusisikud seda loevad
hold-name-wrong = Nimes peab olema 1 kuni 200 baiti, ükski neist nähtamatu.
hold-passphrase = Paroolilause
hold-passphrase-hint = Viis juhuslikku sõna või rohkem. Kirjutage need paberile ja hoidke paberit failist eraldi. Keegi ei saa paroolilauset taastada: kui see ununeb, on teie võti kadunud.
hold-passphrase-again = Sama paroolilause uuesti
hold-passphrase-differ = Need kaks paroolilauset on erinevad.
hold-passphrase-short = See paroolilause on lühike: kes leiab teie võtmefaili, saab proovida paljusid. Viis juhuslikku sõna on parem.
hold-make-go = Loo võtmefail
hold-making = Võtmefaili luuakse …
hold-save = Salvestage oma võtmefail
hold-save-why = Salvestage see sinna, kust selle mõne kuu pärast leiate. Seejärel valige see allpool, et leht näeks, et see on tõesti olemas.
hold-save-go = Salvesta { $name }
hold-read = Valige fail, mille salvestasite
hold-read-other = See on teine fail. Valige see, mille äsja salvestasite.
hold-second = Salvestage teine koopia
hold-second-why = Ainus koopia kaob koos ühe arvutiga. Pange teine USB-pulgale ja hoidke seda mujal. Seejärel valige see sealt.
hold-public = Andke oma avalikud võtmed valimiste korraldajale
hold-public-why = Teie võtmefail ja selle teine koopia on korras. Saatke korraldajale see teine fail, { $name }. See ei ole saladus, kuid korraldaja peab telefoni teel või isiklikult veenduma, et see on teie oma.
hold-public-next = Seejärel oodake valimiste linki. Seal vajate oma võtmefaili ja selle paroolilauset.

## Selle avamine valimistel

hold-open = Avage oma võtmefail
hold-open-files = Teie võtmefail, { $name }
hold-open-hint = Kui olete salvestanud nende valimiste failid seen-… või decided-…, valige need koos sellega. Miski ei lahku sellest brauserist.
hold-open-go = Ava
hold-opening = Avan …
hold-open-make = Teil pole veel võtmefaili: looge see
hold-you =
    { $trustees ->
        [one] Teie olete { $trustee }, ainus usaldusisik ({ $number }/{ $trustees }).
       *[other] Teie olete { $trustee }, usaldusisik { $number }/{ $trustees }.
    }
hold-words = Valimised sõnadega
hold-words-why = Enne osalemist lugege need sõnad teistele usaldusisikutele telefoni teel ette. Kõigil peavad olema samad, muidu näitab keegi teile erinevaid valimisi.

## Mis tuleb järgmisena

hold-keys = Osale võtmetseremoonial
hold-keys-why = Usaldusisikud loovad valimiste võtme koos, kolmes voorus. Jätke leht avatuks, kuni see ütleb, et võti on valmis: see jätkab ise.
hold-rehearse = Tee proov
hold-rehearse-why = Tõendage kõigile, et saate endiselt dekrüpteerida. Hääletamist ei saa avada enne, kui piisavalt usaldusisikuid on seda teinud.
hold-decrypt = Kontrolli kõik ja dekrüpteeri
hold-decrypt-why = See leht loeb ja kontrollib kogu logi, iga sedelit, enne kui dekrüpteerib teie osa summast. See võib võtta minuteid.
hold-verifying = Kontrollitud: { $done } rida { $total }-st
hold-wait-round = Voor { $round }/3: oodatakse: { $trustees }.
hold-wait-official = Üks usaldusisik kaebas oma võtmeosa üle. Oodatakse, et korraldaja alustaks võtme loomist uuesti.
hold-wait-roll = Võti on valmis. Järgmiseks teete proovi, kui valijate nimekiri on pitseeritud. Võite lehe sulgeda ja tagasi tulla, kui korraldaja teid kutsub.
hold-wait-witnesses = Oodatakse, et tunnistajad kinnitaksid suletud valimiskasti.
hold-wait-ready = { $ready } usaldusisikut vajalikust { $needed }-st on valmis dekrüpteerima. Oodatakse mõnda neist: { $trustees }.
hold-waiting = See leht vaatab ise iga mõne sekundi järel.
hold-rest-rehearsed = Olete proovi teinud. Tulge tagasi, kui hääletamine on lõppenud, ja hoidke võtmefail kindlas kohas.
hold-rest-voting = Hääletamine käib. Tulge tagasi, kui see on lõppenud, ja hoidke võtmefail kindlas kohas.
hold-rest-decrypted = Teie osa dekrüpteerimisest on logis. Rohkem pole midagi teha.
hold-rest-finished = Tulemus on avaldatud. Rohkem pole midagi teha.
hold-rest-withheld = Hääli anti nii vähe, et midagi ei dekrüpteerita: need paljastaksid, kes mida valis.
hold-rest-aborted = Valimised lõpetati tulemuseta. Rohkem pole midagi teha.
hold-rest-refresh = Võtit antakse edasi teistele usaldusisikutele. Seda tehakse programmiga tally, mitte sellel lehel: usaldusisikute juhend ütleb, kuidas.
hold-rest-former = Olete oma võtmeosa edasi andnud. Hävitage see võtmefail ja selle koopiad, kui teised valimised neid ei vaja.

## Mida alles hoitakse

hold-decide = Salvestage, mille olete otsustanud
hold-decide-why = Kogu logi on korras. Kuid neil valimistel pole tunnistajaid: ainult teie enda fail takistab serverit näitamast teile hiljem teist valimiskasti, et üksikuid hääli teada saada. Salvestage see võtmefaili kõrvale ja valige mõlemad iga kord, kui võtmefaili avate.
hold-seen = Mida olete logist näinud
hold-seen-why = Et server peaks jääma selle juurde, mida ta teile on näidanud, salvestage see fail võtmefaili kõrvale ja valige järgmine kord mõlemad.

## Mida ei tohi teha

hold-no-stranger = Selle faili võti ei kuulu ühelegi nende valimiste usaldusisikule. Kui fail ja valimised on õiged, öelge korraldajale: keegi võis teie avalikud võtmed välja vahetada.
hold-no-keys = Võtit ei saa luua: mõne usaldusisiku osa on vale, nagu üksikasjad ütlevad. Näidake seda korraldajale.
hold-no-decided = Olete varem otsustanud dekrüpteerida nende valimiste teise valimiskasti. Dekrüpteerite ainult ühe: keegi võib üritada üksikuid hääli teada saada. Öelge teistele usaldusisikutele ja korraldajale.
hold-no-part = Teie osa logis on vale ja seda ei saa asendada. Teised saavad ilma selleta hakkama. Öelge neile ja laske see arvuti üle vaadata.
hold-no-record = Logi ei läbi kontrolli ja midagi ei dekrüpteeritud. Öelge korraldajale ja teistele usaldusisikutele.
hold-no-lines = Server näitab logist teisi ridu kui enne või vähem. Ärge tehke neil valimistel enam midagi. Öelge teistele usaldusisikutele ja korraldajale.
hold-no-passphrase = See paroolilause ei ava faili. Jälgige suur- ja väiketähti ning klaviatuuri keelt. Kui olete kindel, on fail rikutud: kasutage teist koopiat.
hold-no-file = Nende seas pole võtmefaili või on see rikutud: kasutage teist koopiat.
hold-no-other = { $name } ei kuulu nende valimiste juurde või on rikutud. Jätke see välja või kasutage teist koopiat.
