# Textos de las cartas y los correos en español. Nadie ha revisado aún esta traducción.

subject = Su código para votar: { $title }
greeting = Estimado/a { $name }:
letter-scan = para votar, apunte la cámara de su teléfono al cuadrado o abra esta dirección:
letter-type = O abra { $board }, elija esta elección y escriba este código:
when = La votación está anunciada del { $opens } al { $closes }.
letter-secret = Quien tenga este código puede votar en su lugar. Guárdelo para usted y no entregue esta carta a nadie. Si ha recibido varios códigos, solo vale el más reciente.
secrecy = Nadie puede ver lo que usted elige, ni siquiera quien le envía esto. Usted mismo puede comprobar que su voto se cuenta.
mail-open = para votar, abra este enlace:
mail-secret = Quien tenga este enlace puede votar en su lugar. Guárdelo para usted y no reenvíe este mensaje. Si ha recibido varios, solo vale el más reciente.
