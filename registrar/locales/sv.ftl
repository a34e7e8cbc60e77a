# Ord i brev och e-post på svenska. Ingen har granskat den här översättningen än.

subject = Din kod för att rösta: { $title }
greeting = Hej { $name }!
letter-scan = För att rösta, rikta telefonens kamera mot kvadraten eller öppna den här adressen:
letter-type = Eller öppna { $board }, välj det här valet och skriv in den här koden:
when = Röstningen är utlyst från { $opens } till { $closes }.
letter-secret = Den som har koden kan rösta i ditt ställe. Behåll den för dig själv och ge inte brevet vidare. Om du har fått flera koder gäller bara den nyaste.
secrecy = Ingen kan se vad du väljer, inte ens den som skickade detta. Du kan själv kontrollera att din röst räknas.
mail-open = För att rösta, öppna den här länken:
mail-secret = Den som har länken kan rösta i ditt ställe. Behåll den för dig själv och vidarebefordra inte meddelandet. Om du har fått flera gäller bara den nyaste.
