# Kirjade ja e-kirjade sõnad eesti keeles. Seda tõlget pole veel keegi kontrollinud.

subject = Teie kood hääletamiseks: { $title }
greeting = Tere, { $name }!
letter-scan = Hääletamiseks suunake telefoni kaamera ruudule või avage see aadress:
letter-type = Või avage { $board }, valige see hääletus ja sisestage see kood:
when = Hääletus on välja kuulutatud ajaks { $opens } kuni { $closes }.
letter-secret = Kellel on see kood, saab hääletada teie eest. Hoidke seda enda teada ja ärge andke seda kirja edasi. Kui teile on saadetud mitu koodi, kehtib ainult uusim.
secrecy = Keegi ei näe, mida te valite, ka mitte selle saatja. Saate ise kontrollida, et teie hääl loetakse.
mail-open = Hääletamiseks avage see link:
mail-secret = Kellel on see link, saab hääletada teie eest. Hoidke seda enda teada ja ärge edastage seda kirja. Kui teile on saadetud mitu, kehtib ainult uusim.
