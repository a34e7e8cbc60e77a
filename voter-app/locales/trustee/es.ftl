# Lo que solo leen los custodios.

## Crear un archivo de clave

hold-make = Cree su archivo de clave
hold-make-why = Necesita un solo archivo de clave para todas las elecciones en las que sea custodio. Se crea en este navegador, se cifra con su frase de contraseña y no se envía a nadie.
hold-name = Su nombre, tal como lo leerán los votantes y los demás custodios
hold-name-wrong = El nombre debe tener de 1 a 200 bytes, ninguno invisible.
hold-passphrase = Frase de contraseña
hold-passphrase-hint = Cinco palabras al azar o más. Escríbalas en papel y guarde el papel lejos del archivo. Nadie puede restablecer una frase de contraseña: si se olvida, su clave se pierde.
hold-passphrase-again = La misma frase otra vez
hold-passphrase-differ = Las dos frases son distintas.
hold-passphrase-short = Esta frase es corta: quien encuentre su archivo puede probar muchas. Cinco palabras al azar son mejores.
hold-make-go = Crear el archivo de clave
hold-making = Creando el archivo de clave …
hold-save = Guarde su archivo de clave
hold-save-why = Guárdelo donde lo encuentre dentro de unos meses. Después elíjalo abajo, para que esta página vea que está realmente ahí.
hold-save-go = Guardar { $name }
hold-read = Elija el archivo que ha guardado
hold-read-other = Ese es otro archivo. Elija el que acaba de guardar.
hold-second = Guarde una segunda copia
hold-second-why = Una sola copia se pierde con un solo ordenador. Ponga otra en una memoria USB y guárdela en otro lugar. Después elíjala allí.
hold-public = Entregue sus claves públicas a la autoridad electoral
hold-public-why = Su archivo de clave y su segunda copia están bien. Envíe a la autoridad este otro archivo, { $name }. No es secreto, pero la autoridad debe estar segura, de voz o en persona, de que es suyo.
hold-public-next = Después espere el enlace de la elección. Allí necesita su archivo de clave y su frase de contraseña.

## Abrirlo en una elección

hold-open = Abra su archivo de clave
hold-open-files = Su archivo de clave, { $name }
hold-open-hint = Si ha guardado archivos seen-… o decided-… de esta elección, elíjalos junto con él. Nada sale de este navegador.
hold-open-go = Abrir
hold-opening = Abriendo …
hold-open-make = ¿Aún no tiene archivo de clave? Cree uno
hold-you =
    { $trustees ->
        [one] Usted es { $trustee }, el único custodio ({ $number } de { $trustees }).
        [many] Usted es { $trustee }, custodio { $number } de { $trustees }.
       *[other] Usted es { $trustee }, custodio { $number } de { $trustees }.
    }
hold-words = La elección en palabras
hold-words-why = Antes de participar, lea estas palabras por teléfono a los demás custodios. Todos deben tener las mismas; si no, alguien les muestra elecciones distintas.

## Lo que sigue

hold-keys = Participar en la creación de la clave
hold-keys-why = Los custodios crean juntos la clave de la elección, en tres rondas. Deje esta página abierta hasta que diga que la clave está hecha: sigue por sí sola.
hold-rehearse = Hacer el ensayo
hold-rehearse-why = Demuestre a todos que todavía puede descifrar. La votación no puede abrirse antes de que lo hayan hecho suficientes custodios.
hold-decrypt = Verificar todo y descifrar
hold-decrypt-why = Esta página lee y verifica todo el registro, cada papeleta, antes de descifrar su parte de la suma. Puede tardar minutos.
hold-verifying = Verificadas: { $done } de { $total } líneas
hold-wait-round = Ronda { $round } de 3: se espera a { $trustees }.
hold-wait-official = Un custodio se ha quejado de su parte de la clave. Se espera a que la autoridad comience de nuevo la creación de la clave.
hold-wait-roll = La clave está hecha. Lo siguiente es el ensayo, cuando la lista de votantes esté sellada. Puede cerrar esta página y volver cuando la autoridad le llame.
hold-wait-witnesses = Se espera a que los testigos confirmen la urna cerrada.
hold-wait-ready = { $ready } de { $needed } custodios están listos para descifrar. Se espera a algunos de { $trustees }.
hold-waiting = Esta página mira por sí sola cada pocos segundos.
hold-rest-rehearsed = Ha hecho el ensayo. Vuelva cuando termine la votación y guarde bien su archivo de clave.
hold-rest-voting = La votación continúa. Vuelva cuando termine y guarde bien su archivo de clave.
hold-rest-decrypted = Su parte del descifrado está en el registro. No queda nada por hacer.
hold-rest-finished = El resultado está publicado. No queda nada por hacer.
hold-rest-withheld = Se emitieron tan pocos votos que no se descifra nada: revelarían quién eligió qué.
hold-rest-aborted = La elección terminó sin resultado. No queda nada por hacer.
hold-rest-refresh = La clave se está traspasando a otros custodios. Eso se hace con el programa tally, no en esta página: la guía para custodios dice cómo.
hold-rest-former = Ha traspasado su parte de la clave. Destruya este archivo de clave y sus copias, salvo que otra elección los necesite.

## Lo que se guarda

hold-decide = Guarde lo que ha decidido
hold-decide-why = Todo el registro está en orden. Pero esta elección no tiene testigos: solo un archivo suyo impide que el servidor le muestre más tarde otra urna para conocer votos sueltos. Guárdelo junto a su archivo de clave y elija ambos siempre que lo abra.
hold-seen = Lo que ha visto del registro
hold-seen-why = Para que el servidor mantenga lo que le ha mostrado, guarde este archivo junto a su archivo de clave y elija ambos la próxima vez.

## Lo que no debe hacerse

hold-no-stranger = La clave de este archivo no es de ningún custodio de esta elección. Si el archivo y la elección son los correctos, avise a la autoridad: alguien puede haber cambiado sus claves públicas.
hold-no-keys = La clave no puede crearse: la parte de algún custodio es incorrecta, como dicen los detalles. Muéstrelo a la autoridad electoral.
hold-no-decided = Antes decidió descifrar otra urna de esta elección. Solo se descifra una: alguien puede querer conocer votos sueltos. Avise a los demás custodios y a la autoridad.
hold-no-part = Su parte en el registro es incorrecta y no puede sustituirse. Los demás pueden prescindir de ella. Avíseles y haga examinar este ordenador.
hold-no-record = El registro no supera la verificación y no se ha descifrado nada. Avise a la autoridad electoral y a los demás custodios.
hold-no-lines = El servidor muestra otras líneas del registro que antes, o menos. No haga nada más en esta elección. Avise a los demás custodios y a la autoridad.
hold-no-passphrase = Esta frase no abre el archivo. Fíjese en mayúsculas y minúsculas y en el idioma del teclado. Si está seguro de ella, el archivo está dañado: use la segunda copia.
hold-no-file = Entre estos no hay archivo de clave, o está dañado: use la segunda copia.
hold-no-other = { $name } no es de esta elección o está dañado. No lo incluya, o use otra copia.
