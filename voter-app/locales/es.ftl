# Las palabras de las páginas de votación en español. Nadie ha revisado todavía esta traducción.

## All pages

navigation = Menú principal
language = Idioma
language-missing = No se pudieron cargar las palabras en { $language }. Compruebe su conexión e inténtelo de nuevo.
translation-unreviewed = Nadie ha revisado todavía esta traducción.
all-elections = Todas las votaciones de este servidor
page-missing = Esta página no existe
page-missing-hint = Compruebe la dirección: un enlace de votación debe copiarse entero.
one-moment = Un momento …
try-again = Intentarlo de nuevo
details = Detalles
refusal-signed = El rechazo firmado del servidor
refusal-keep = Su navegador ha comprobado la firma del servidor. Si cree que el rechazo es un error, guarde este texto como prueba.

## What can go wrong

trouble-no-worker = Este navegador no pudo abrir la cabina de votación. Vuelva a cargar la página o pruebe otro navegador.
trouble-old-browser = Este navegador no tiene Web Workers o WebAssembly. Use uno más nuevo.
trouble-unexpected = La cabina dio una respuesta inesperada. Vuelva a cargar la página.
trouble-worker-ended = El programa se detuvo en medio de su trabajo, quizá por falta de memoria. Vuelva a cargar la página.
trouble-no-election-id = A esta dirección le falta el identificador de la votación. Copie el enlace entero de su carta o mensaje.
trouble-unreachable = No se puede contactar con el servidor. No se ha perdido nada: compruebe su conexión e inténtelo de nuevo.
trouble-not-found = El servidor no conoce esta votación. ¿Ha copiado el enlace entero?
trouble-busy = El servidor está saturado o tiene problemas. No se ha perdido nada: inténtelo más tarde.
trouble-overtaken = El servidor lo rechaza porque algo llegó antes. No se ha registrado nada.
trouble-refused = El servidor lo rechaza. No se ha registrado nada.
trouble-unsigned = El servidor lo rechaza y no firmó su respuesta, como debe. Anote su número de seguimiento y avise a la autoridad de la votación.
trouble-misunderstood = No se entiende la respuesta del servidor. Inténtelo más tarde y, si sigue igual, avise a la autoridad de la votación.
trouble-log = El registro de esta votación tiene un fallo. No vote aquí ahora y avise a la autoridad de la votación.
trouble-not-entered = No hay ninguna votación abierta aquí. Vuelva a cargar la página.
trouble-no-code = No se ha introducido ningún código. Siga de nuevo su enlace.
trouble-not-open = La votación todavía no se ha abierto.
trouble-not-sealed = No se pudo sellar su papeleta. Vuelva a sus opciones e inténtelo de nuevo.
trouble-no-ballot = No hay ninguna papeleta sellada. Vuelva a cargar la página.
trouble-receipt = El recibo del servidor no es de esta papeleta. Anote su número de seguimiento y avise a la autoridad de la votación.
trouble-unproven = El servidor no demuestra que este sea el registro que ven los testigos de la votación. No vote aquí ahora. Inténtelo dentro de un minuto y, si sigue igual, avise a la autoridad de la votación.

## Where an election stands

phase-key = En preparación: los custodios crean la clave de la votación.
phase-roll = En preparación: falta el censo.
phase-rehearsal = Todo listo: la votación se abre pronto.
phase-voting = Votación abierta.
phase-decryption = Cerrada. Los custodios descifran la suma de las papeletas.
phase-withheld = Cerrada. Hay tan pocas papeletas que contarlas revelaría quién eligió qué: no hay resultado.
phase-finished = Terminada. El resultado está publicado.
phase-aborted = Terminada por la autoridad de la votación, sin resultado.

## Elections

elections = Votaciones
elections-asking = Preguntando al servidor …
elections-none = Todavía no hay votaciones en este servidor.

## One election

election = Votación
election-vote = Votar con su código
election-voters = Personas en el censo
election-voted = Han votado
election-id = Identificador de la votación:
trustees = Custodios
trustees-all = { $trustees ->
    [one] { $trustees } custodio solo puede descifrar la suma de las papeletas.
    [many] Hacen falta los { $trustees } para descifrar la suma de las papeletas.
   *[other] Hacen falta los { $trustees } para descifrar la suma de las papeletas.
}
trustees-some = { $threshold } cualesquiera de estos { $trustees } pueden descifrar juntos la suma de las papeletas; menos no pueden.
trustee-decrypted = { $trustee }: ha descifrado
trustee-intent = { $trustee }: está a punto de descifrar
trustee-rehearsed = { $trustee }: tiene una parte de la clave y lo ha demostrado
trustee-confirmed = { $trustee }: tiene una parte de la clave
trustee-committed = { $trustee }: participa en la creación de la clave
trustee-absent = { $trustee }: todavía no ha venido

## The result, verified in the browser

result = Resultado
verified = Su navegador ha verificado { $lines ->
    [one] { $lines } línea
    [many] { $lines } líneas
   *[other] { $lines } líneas
}, entre ellas { $ballots ->
    [one] { $ballots } papeleta
    [many] { $ballots } papeletas
   *[other] { $ballots } papeletas
}: { $checks ->
    [one] la única comprobación aplicable ({ $checks }) se ha superado.
    [many] las { $checks } comprobaciones aplicables se han superado.
   *[other] las { $checks } comprobaciones aplicables se han superado.
}
verified-so-far = Su navegador ha comprobado { $lines ->
    [one] { $lines } línea
    [many] { $lines } líneas
   *[other] { $lines } líneas
} y no ha encontrado nada incorrecto; la votación no ha terminado.
verified-faults = Su navegador ha encontrado fallos en este registro. No se fíe de ningún resultado que salga de él.
finding-line = La comprobación { $check } falló en la línea { $line }.
finding-record = La comprobación { $check } falló.
finding-more = Otros que fallaron igual: { $count }
checks = Qué se comprobó y qué no
check-passed = Superada: { $check }
check-failed = Fallida: { $check }
check-not-run = No realizada: { $check }
check-p1 = cada línea está en forma canónica
check-p2 = la versión del protocolo y sus métodos son conocidos
check-p3 = ninguna clave, cifrado o compromiso es el elemento neutro
check-p4 = el manifiesto es sensato
check-p5 = las claves y el identificador son los conocidos por otra vía
check-l1 = cada línea nombra la anterior
check-l2 = las raíces de Merkle y las firmas del registro
check-l3 = todos los puntos de control son de un solo árbol
check-l4 = los testigos han firmado también
check-l5 = las copias y los recibos anteriores son parte de este registro
check-l6 = las fases en orden, cada línea de su papel y una vez
check-k1 = los custodios son distintos y su umbral es posible
check-k2 = cada custodio se comprometió y luego repartió aquello a lo que se comprometió
check-k3 = cada custodio conoce el secreto de su parte de la clave
check-k4 = cada custodio dio una parte a cada uno de los otros
check-k5 = todos los custodios confirmaron la clave que cualquiera puede calcular
check-k6 = cada custodio que entregó la clave entregó su propia parte
check-k7 = la clave entregada es la misma, y solo descifran quienes la tienen
check-e1 = el censo está ordenado, sin repetidos, dentro de sus límites y sellado por la oficina del censo
check-e2 = el censo no cambió después de la apertura
check-b1 = cada papeleta es para esta votación y sus preguntas
check-b2 = todo lo que enviaron los votantes es de códigos del censo
check-b3 = todo lo que enviaron los votantes está firmado con su código
check-b4 = cada papeleta contiene lo que las reglas permiten
check-b5 = las papeletas de cada código se siguen unas a otras
check-b6 = ninguna papeleta ni cifrado aparece dos veces
check-b7 = los números de seguimiento dados están en el registro
check-c1 = las papeletas abiertas se anunciaron antes de abrirse
check-c2 = las papeletas abiertas contienen aquello como lo que se abrieron
check-c3 = ninguna papeleta abierta se depositó
check-t1 = se cuenta una papeleta de cada código
check-t2 = la suma de las papeletas contadas es lo que los custodios descifraron
check-t3 = no se descifró nada de demasiado pocas papeletas
check-t4 = los custodios acordaron una sola urna cerrada antes de descifrar
check-d1 = suficientes custodios han descifrado
check-d2 = cada descifrado parcial está demostrado
check-d3 = ningún custodio descifró otra cosa
check-d4 = custodios suficientes, sean cuales sean, dan los mismos números
check-d5 = cada número está dentro de sus límites
check-r1 = los números cumplen las reglas de las preguntas
check-r2 = cada pregunta y opción tiene un número
check-r3 = las opciones en cabeza son las de números más altos
check-r4 = los números publicados son los descifrados
result-option = Opción
result-count = Número
blank-votes = Votos en blanco

## Booth: arriving

voting = Votación
voting-not-now = Ahora no puede votar.
election-standing = Cómo va esta votación
voter-code-heading = Su código de votación
voter-code = Código de votación
voter-code-hint = 28 letras y cifras de su carta o mensaje. Mayúsculas o minúsculas, con o sin guiones.
go-on = Continuar
voting-ends = Fin anunciado de la votación: { $closes }, en su hora local.
watch-behind = Los testigos de esta votación no han confirmado la parte más nueva del registro. Puede votar, pero guarde su recibo y mire más tarde si lo han hecho.
watch-nobody = Ningún testigo vigila el registro de esta votación: solo quienes lo leen pueden descubrir si el servidor muestra lo mismo a todo el mundo. Guarde su recibo.
code-length = Un código de votación tiene 28 letras y cifras; este tiene { $found }. Compárelo con su carta o mensaje.
code-character = El carácter { $character } en la posición { $position } no puede estar en un código de votación. Compárelo con su carta o mensaje.
code-typing-error = Hay un error al escribir este código. Compárelo con su carta o mensaje.
code-unknown = Este código no está en el censo de esta votación. ¿Es el código de esta votación?
voted-already = Usted ha votado, y en esta votación no se puede votar otra vez. Si no fue usted, avise enseguida a la autoridad de la votación.
voter-new = Usted todavía no ha votado.
voter-again = Usted votó en la posición { $position } del registro. Si vota otra vez, esa papeleta se sustituye.
voter-weight = { $weight ->
    [one] Su papeleta cuenta { $weight } vez.
    [many] Su papeleta cuenta { $weight } veces.
   *[other] Su papeleta cuenta { $weight } veces.
}

## Booth: choosing

choices = Sus opciones
nothing-sent = Todavía no se ha enviado nada.
review-button = Revisar mi papeleta
next-contest = Pregunta siguiente
previous-contest = Pregunta anterior
contest-of = Pregunta { $number } de { $count }
blank-vote = Voto en blanco
blank-vote-hint = Por ninguna de estas opciones. Se cuenta como voto en blanco.
rule-choose-one = Elija una opción.
rule-choose-or-none = Elija hasta { $maximum } opciones, o ninguna.
rule-choose-exactly = Elija exactamente { $maximum } opciones.
rule-choose-up-to = Elija hasta { $maximum } opciones.
rule-choose-between = Elija de { $minimum } a { $maximum } opciones.
rule-score = Dé a cada opción de 0 a { $bound } puntos.
rule-share-up-to = Reparta hasta { $maximum ->
    [one] { $maximum } punto.
    [many] { $maximum } puntos.
   *[other] { $maximum } puntos.
}
rule-share-exactly = Reparta exactamente { $maximum ->
    [one] { $maximum } punto.
    [many] { $maximum } puntos.
   *[other] { $maximum } puntos.
}
rule-share-between = Reparta de { $minimum } a { $maximum } puntos.
rule-divide-up-to = Reparta hasta { $maximum } entre estas opciones.
rule-divide-exactly = Reparta exactamente { $maximum } entre estas opciones.
rule-divide-between = Reparta de { $minimum } a { $maximum } entre estas opciones.
rule-most-for-one = Como máximo { $bound } para una opción.
used-points = { $sum ->
    [one] { $sum } punto dado
    [many] { $sum } puntos dados
   *[other] { $sum } puntos dados
}
used-chosen = Elegidas: { $sum } de { $most }
used-chosen-all = Elegidas: { $sum } de { $most }. Para elegir otra, quite primero una.
used-points-of = Puntos dados: { $sum } de { $most }
used-divided = Repartido: { $sum } de { $most }; quedan { $left }
used-too-much = Repartido: { $sum } de { $most }; sobran { $excess }
amount-wrong = Escriba un número entero hasta { $bound }, en cifras.
choice-incomplete = Su respuesta aquí no está completa.

## Booth: review and sealing

review = Revise su papeleta
review-nothing = No ha elegido nada aquí.
choice-points = { $points ->
    [one] { $points } punto
    [many] { $points } puntos
   *[other] { $points } puntos
}
review-hint = Todavía no se ha enviado nada. El paso siguiente cifra su papeleta en este dispositivo.
seal-button = Sellar mi papeleta
change-button = Cambiar algo
sealing = Sellando su papeleta
sealing-progress = Sellando

## Booth: sealed, then cast or opened

sealed = Sellada, todavía no depositada
sealed-explained = Su papeleta está cifrada en este dispositivo. No está en la urna hasta que usted la deposite.
sealed-tracker = Su número de seguimiento, para encontrarla en el registro:
cannot-cast = Esta papeleta no se puede depositar. Si entretanto ha votado en otro dispositivo, cuenta aquella papeleta y puede sustituirla: empiece de nuevo con su código.
start-again = Empezar de nuevo
being-opened = Esta papeleta se está abriendo: no está depositada.
check-again-button = Intentar comprobarla de nuevo
cast-button = Depositar esta papeleta
cast-again-button = Intentar depositar esta papeleta de nuevo
check-button = Comprobarla primero
check-why = La comprobación abre esta papeleta a la vista de todos, para que usted sepa que se selló honradamente. Después ya no se puede depositar; usted sella entonces una nueva. Mejor con opciones fingidas.
cast-again-safe = Intentarlo de nuevo es seguro: la misma papeleta nunca se cuenta dos veces.

## A tracker: a ballot's name, which people compare

tracker-picture = Imagen: { $shapes }
tracker-shape = { $shape } ({ $colour })
colour-black = negro
colour-blue = azul
colour-orange = naranja
colour-yellow = amarillo
shape-circle = círculo
shape-square = cuadrado
shape-triangle = triángulo
shape-diamond = rombo
shape-cross = cruz
shape-ring = anillo
shape-star = estrella
shape-moon = luna
tracker-code = Código QR del número de seguimiento
tracker-code-hint = Con la cámara de un teléfono lleva en cualquier momento a su papeleta en el registro público.
tracker-line = Línea { $line } del registro público

## Booth: the receipt

cast = Su papeleta está en la urna
cast-promised = Su papeleta está aceptada: prometida, aún no demostrada
cast-promised-line = El servidor ha firmado que su papeleta es la línea { $line } del registro público. Todavía no ha demostrado que esté allí. Esta página sigue preguntando. También puede guardar el recibo ahora y mirar más tarde: el servidor queda obligado por él.
cast-unwitnessed-line = Su papeleta es la línea { $line } del registro que el servidor ha firmado. Los testigos de la votación todavía no lo han confirmado. Esta página sigue preguntando. También puede guardar el recibo ahora y mirar más tarde.
cast-broken = El servidor no cumple su promesa
cast-broken-line = El servidor ha firmado que su papeleta es la línea { $line } del registro público, pero lo que muestra allí no es su papeleta. Guarde el recibo: lo demuestra. Avise a la autoridad de la votación.
cast-missing-line = El servidor ha firmado que su papeleta es la línea { $line } del registro público, pero su registro no llega hasta esa línea. Esta página sigue preguntando. Guarde el recibo: el servidor queda obligado por él. Si sigue así, avise a la autoridad de la votación.
cast-line = Es la línea { $line } del registro público. Puede cerrar esta página.
your-tracker = Su número de seguimiento:
tracker-keep = Guárdelo: con él cualquiera puede ver que su papeleta sigue en el registro, y nadie puede ver qué eligió.
receipt-signed = El recibo firmado del servidor
receipt-keep = Su navegador ha comprobado la firma del servidor. Guarde este texto como prueba.
receipt-checked = Qué ha comprobado su navegador
receipt-signature = El servidor ha firmado que tiene su papeleta.
receipt-included = Su papeleta está en el registro de { $lines ->
    [one] { $lines } línea
    [many] { $lines } líneas
   *[other] { $lines } líneas
} que el servidor ha firmado.
receipt-not-included = El servidor todavía no ha mostrado que su papeleta está en el registro.
receipt-witnessed = Los testigos han confirmado ese registro: { $witnesses }
receipt-unwitnessed = Ningún testigo lo ha confirmado todavía.
receipt-nobody = Esta votación no tiene testigos.
receipt-track = Buscar su papeleta en el registro
save-file = Guardar el recibo
save-refusal = Guardar el rechazo
save-image = Guardar como imagen
save-paper = Imprimir o guardar como PDF
save-evidence = Guardar la prueba
election-standing-later = Cómo va esta votación y, más tarde, su resultado

## Booth: a practice ballot, opened

opened = Su papeleta de prueba, abierta
opened-explained = Esto es lo que estaba sellado en la papeleta cuyo número de seguimiento usted vio. ¿Es lo que había elegido? Si no, no vote en este dispositivo y avise a la autoridad de la votación.
opened-tracker = Su número de seguimiento:
opened-line = Es la línea { $line } del registro público, donde cualquiera puede comprobarla. Esta papeleta de prueba nunca se podrá depositar.
opened-not-voted = Usted todavía no ha votado.
opened-next = Todos pueden ver qué contiene una papeleta de prueba. Si quiere mantener en secreto sus opciones verdaderas, cámbielas ahora y séllelas en una papeleta nueva.
opened-change = Cambiar mis opciones
opened-same = Sellar de nuevo las mismas opciones
opened-elsewhere = Comprobarla en otro dispositivo
opened-elsewhere-why = Este dispositivo podría mostrarle cualquier cosa. Escanee esto con otro, por ejemplo el teléfono de una amiga: comprueba por sí mismo la papeleta de prueba y le muestra qué se selló.
opened-code = Código QR de la página que comprueba esta papeleta de prueba
opened-save = Guardarla para un dispositivo sin cámara

## Checking a practice ballot on another device

check = Comprobar una papeleta de prueba
check-explained = Aquí ve, con independencia del dispositivo en el que vota, qué se selló en una papeleta de prueba. Nada de lo que haga aquí cambia un voto.
check-running = Comprobando la papeleta de prueba …
check-held = Comprobada: esto es lo que se selló
check-held-explained = La papeleta de prueba contiene exactamente estas opciones. ¿Son las que eligió en el otro dispositivo?
check-tracker = El número de seguimiento de la papeleta de prueba:
check-compare = Compárelo con el número de seguimiento del otro dispositivo: primero la imagen, luego las letras. Si son iguales y las opciones son las suyas, aquel dispositivo selló honradamente. Si no, no vote en aquel dispositivo y avise a la autoridad de la votación.
check-line = Es la línea { $line } del registro público.
check-proven = Los testigos que pide esta votación han confirmado ese registro.
check-not-proven = Los testigos de la votación todavía no han confirmado esa parte del registro.
check-given = Usar un archivo o un texto
check-given-hint = El otro dispositivo guarda una papeleta de prueba como archivo con dos líneas del registro.
check-file = Archivo de la papeleta de prueba
check-text = O su texto
check-go = Comprobar
check-unreadable = Esto no es una papeleta de prueba: tiene dos líneas, que guarda el otro dispositivo. Copie las dos enteras.
check-no-lines = El registro todavía no tiene las líneas de la papeleta de prueba. Inténtelo de nuevo en un momento.
check-wrong = Esta papeleta de prueba no contiene lo que dice. No vote en el dispositivo que la hizo y avise a la autoridad de la votación.
check-cast-too = Esta papeleta se abrió y se depositó, lo que no debe ocurrir. Avise a la autoridad de la votación.
check-not-in-log = La línea { $line } no está así en el registro público. No vote en el dispositivo que hizo esto y avise a la autoridad de la votación.

## Whether the server sends the right pages

integrity = ¿Son estas las páginas correctas?
integrity-why = Lo que su dispositivo hace con su voto lo hace porque estas páginas se lo dicen. Por eso la autoridad de la votación ha publicado, junto con la votación, cuáles son exactamente. Su navegador pide al servidor cada archivo otra vez y compara.
integrity-asking = Comparando …
integrity-same = { $files ->
    [one] El { $files } archivo que el servidor acaba de enviar es el que publicó la autoridad.
    [many] Los { $files } archivos que el servidor acaba de enviar son los que publicó la autoridad.
   *[other] Los { $files } archivos que el servidor acaba de enviar son los que publicó la autoridad.
}
integrity-different = El servidor no envía los archivos que publicó la autoridad de la votación. No vote aquí y avise a la autoridad. Estos faltan o son distintos:
integrity-unpinned = La autoridad no ha publicado para qué páginas es esta votación: no hay nada con qué comparar.
integrity-digest = Resumen de las páginas, como lo publicó la autoridad:
integrity-limits = Lo que esto no muestra
integrity-limit-self = Una página no puede responder por sí misma. Si alguien ha cambiado estas páginas, también puede haber cambiado esta y decir lo que quiera. Un programa que no es una página lo hace mejor: verifier-cli booth, en otro ordenador.
integrity-limit-others = El servidor puede enviar otras páginas a otra persona o en otro momento.
integrity-limit-device = No se examinan su dispositivo, su navegador ni sus extensiones. Eso lo hace la comprobación de una papeleta de prueba con un segundo dispositivo.
integrity-back = Cómo va esta votación

## One election, in detail

live = Esta página sigue la votación por sí misma.
live-paused = Esta página está en pausa.
live-pause = Pausar
live-go-on = Seguir
election-reason = La autoridad de la votación dice por qué:
election-ballots = Papeletas, también las sustituidas
election-practice = Papeletas de prueba
election-for-voters = Para votantes
election-for-trustees = Para custodios
election-for-observers = Para todo el mundo
election-voter-wait = Espere su código: la votación todavía no se ha abierto.
election-track = Encontrar su papeleta
election-trustee-key = Participe en la creación de la clave con su programa.
election-trustee-rehearse = Demuestre con su programa que todavía puede descifrar.
election-trustee-wait = Guarde bien su archivo de clave hasta que termine la votación.
election-trustee-decrypt = Verifique el registro y descifre con su programa.
election-verify = Verificar todo el registro en este navegador
election-questions = Qué se vota
timeline = Curso de la votación
timeline-key = Los custodios crean la clave.
timeline-roll = El censo se sella y los custodios ensayan.
timeline-opens = Apertura prevista: { $time }
timeline-opened = Se abrió la votación: { $time }
timeline-closes = Cierre previsto: { $time }
timeline-closed = Se cerró la votación: { $time }
timeline-end = Se publica el resultado.

## Turnout over time

turnout = Participación a lo largo del tiempo
turnout-plot = Habían votado { $voted } de { $voters } hasta { $to }; el gráfico empieza en { $from }.
turnout-time = { $time }
turnout-by = Hasta
turnout-table = Lo mismo en una tabla
turnout-source = Las horas son aquellas en que los testigos confirmaron por primera vez tantas líneas del registro. Los números son palabra del servidor hasta que usted verifique el registro.
turnout-unknown = Ningún testigo vigila este registro, así que nadie salvo el servidor podría decir cuándo llegaron las papeletas.

## The log and its witnesses

log = El registro público
log-signed = El servidor ha firmado { $lines ->
    [one] { $lines } línea.
    [many] { $lines } líneas.
   *[other] { $lines } líneas.
}
log-root = Su huella (raíz de Merkle):
log-unsigned = El servidor todavía no ha firmado nada. Lo hace en uno o dos segundos.
log-read = Leer el registro línea por línea
witnesses = Testigos
witnesses-none = Ningún testigo vigila este registro: solo quienes lo leen pueden descubrir si el servidor muestra lo mismo a todo el mundo.
witnesses-all = Bastantes testigos han confirmado las { $lines } líneas.
witnesses-behind = Bastantes testigos han confirmado las primeras { $lines } líneas, pero todavía no lo que vino después.
witnesses-missing = Todavía no han confirmado este registro bastantes testigos.
witness = Testigo
witness-lines = Líneas
witness-last = Última confirmación
witness-never = nunca
witness-now = en el último minuto
witness-minutes = { $minutes ->
    [one] hace { $minutes } minuto
    [many] hace { $minutes } minutos
   *[other] hace { $minutes } minutos
}
witness-hours = { $hours ->
    [one] hace { $hours } hora
    [many] hace { $hours } horas
   *[other] hace { $hours } horas
}
witness-at = { $time }
witness-told = (según el servidor)

## The published result

result-turnout = Han votado { $ballots } de { $voters } personas: { $percent } %.
result-weight = Juntas, sus papeletas cuentan { $weight } veces.
result-published = Estos son los números que ha publicado la autoridad de la votación. Su navegador todavía no los ha verificado.
result-verify = Verificar este resultado
result-none = Todavía no hay resultado.
result-share-ballots = Parte de las papeletas
result-share-points = Parte de todos los puntos
result-percent = { $percent } %
result-csv = Guardar como CSV
result-json = Guardar como JSON
result-print = Imprimir

## Find a ballot

track = Encontrar una papeleta
track-about = Vea si una papeleta está en el registro y si cuenta. Su navegador lo comprueba por sí mismo. Nadie sabe qué se eligió.
track-tracker = Número de seguimiento
track-tracker-hint = 25 letras y cifras de su recibo. Mayúsculas o minúsculas, con o sin guiones.
track-look = Encontrarla
track-looking = Buscando y comprobando …
track-otherwise = O con su recibo
track-receipt = Archivo del recibo
track-receipt-hint = Elija el archivo que guardó después de votar, o suéltelo aquí. Se queda en este dispositivo.
track-scan = Con código QR
track-scan-start = Escanear con la cámara
track-scan-stop = Parar la cámara
track-photo = O una foto del código QR
track-no-scan = Este navegador no sabe leer códigos QR. Use la cámara de su teléfono, que abre el enlace del código, o escriba el número de seguimiento.
track-no-camera = No se pudo abrir la cámara. Permita que esta página la use, elija una foto o escriba el número de seguimiento.
track-no-code = En esta imagen no hay ningún código QR que se pueda leer. Pruebe otra o escriba el número de seguimiento.
track-length = Un número de seguimiento tiene 25 letras y cifras; este tiene { $found }.
track-character = El carácter { $character } en la posición { $position } no puede estar en un número de seguimiento.
track-no-tracker = Esto no es un número de seguimiento.
track-no-receipt = Este archivo no es el recibo de una papeleta.
track-try-again = Compare con su recibo e inténtelo de nuevo.
track-cast = Su papeleta está en la urna, en la línea { $line }
track-cast-closed = Esta papeleta estaba en la urna al cerrarse la votación, en la línea { $line }
track-counted = Esta papeleta está contada en el resultado; está en la línea { $line }
track-superseded = Esta papeleta está en la línea { $line }, y una posterior la sustituye
track-opened = Esta era una papeleta de prueba, abierta en la línea { $line }
track-committed = Esta papeleta está anunciada en la línea { $line } y no depositada
track-committed-opened = Esta papeleta se anunció en la línea { $line } y se abrió en la línea { $later }
track-committed-cast = Esta papeleta se anunció en la línea { $line } y se depositó en la línea { $later }
track-line = La línea { $line } está en el registro
track-replaced = En su lugar cuenta la papeleta de la línea { $line }, con el mismo código. Si no la depositó usted, avise enseguida a la autoridad de la votación.
track-promised = El servidor ha firmado su recibo y cumple su promesa.
track-proved = Está demostrado que está en el registro de { $lines } líneas que el servidor ha firmado y que han visto estos testigos: { $witnesses }.
track-proved-alone = Está demostrado que está en el registro de { $lines } líneas que el servidor ha firmado. Ningún testigo vigila este registro.
track-proved-unseen = Está demostrado que está en el registro de { $lines } líneas que el servidor ha firmado. Todavía no lo han confirmado bastantes testigos: mire otra vez dentro de un minuto.
track-unproved = El servidor todavía no ha firmado nada que la incluya. Mire otra vez dentro de unos segundos.
track-since = Está allí a más tardar desde { $time }, según los testigos.
track-last-hint = Que ninguna papeleta posterior la sustituye es palabra del servidor. Quien verifica todo el registro lo sabe.
track-opened-hint = Se abrió para comprobarla. Todos pueden ver qué contiene, y nunca se podrá depositar. Si no ha depositado otra papeleta, usted no ha votado.
track-committed-hint = Alguien iba a comprobarla. Si quería votar, vuelva a la página donde la selló, o vote de nuevo.
track-verify = Verificar todo
track-show-line = Mostrar la línea
track-nothing = Aquí no hay ninguna papeleta con este número
track-nothing-typo = Compare cada grupo con su recibo: casi siempre es un error al escribir.
track-nothing-election = ¿Son la votación y el servidor correctos?
track-nothing-tell = Si el número y la votación son correctos, guarde su recibo: es una prueba. Elija su archivo abajo y avise a la autoridad de la votación y a quienes la observan.
track-unsigned = Este recibo no está firmado por el servidor de esta votación
track-unsigned-hint = No demuestra nada: se dañó o lo hizo otra persona. Si lo obtuvo en las páginas de este servidor, guárdelo y avise a la autoridad de la votación.
track-promise-broken = El servidor ha roto su promesa
track-missing = Firmó un recibo para la línea { $line }, y su registro solo tiene { $lines } líneas.
track-broken = Firmó un recibo para la línea { $line }, y en su registro hay allí otra línea.
track-broken-keep = Guarde su recibo: es una prueba. Muéstrelo a la autoridad de la votación y a quienes la observan.
track-evidence = Con su recibo, su navegador ha hecho un archivo que lo demuestra a cualquiera, incluso sin este servidor.
track-evidence-save = Guardar la prueba
track-observer = Para quienes usan una línea de órdenes
track-observer-hint = Esto verifica todo el registro y su recibo, y escribe la prueba si el servidor ha roto su promesa:

## The log, line by line

board = El registro público
board-about = Todo lo que ocurrió en esta votación, en orden. Nunca se quita ni se cambia nada.
board-place = Número de línea o de seguimiento
board-go = Ir allí
board-kind = Qué se muestra
board-all = Todo
board-reading = Leyendo …
board-not-found = Nada en este registro tiene ese número.
board-lines = { $shown ->
    [one] { $shown } línea mostrada
    [many] { $shown } líneas mostradas
   *[other] { $shown } líneas mostradas
} de { $lines } en el registro
board-none = No hay líneas así.
board-none-yet = Ninguna hasta la línea { $line } de { $lines }. Siga para buscar más adelante.
board-pages = Páginas del registro
board-first = Desde el principio
board-earlier = Líneas anteriores
board-later = Líneas posteriores
board-newest = Líneas más nuevas
line-raw = Línea { $line }, exacta
line-hash = Hash:
line-copy = Copiar
line-copied = Copiado
line-proof = Prueba de que está en el registro
line-unreadable = Esta línea no se puede leer: el registro tiene aquí un fallo.
line-time = Hora indicada: { $time }.
line-authority = De la autoridad de la votación.
line-registrar = De la oficina del censo.
line-voter = De una persona a la que solo delata el código.
line-trustee = De { $trustee } (custodio).
line-roll-part = { $voters ->
    [one] Se inscribe a { $voters } persona en el censo.
    [many] Se inscribe a { $voters } personas en el censo.
   *[other] Se inscribe a { $voters } personas en el censo.
}
line-roll-seal = El censo se sella, con { $voters ->
    [one] { $voters } persona.
    [many] { $voters } personas.
   *[other] { $voters } personas.
}
kind-manifest = Se define la votación.
kind-key-commit = Un custodio empieza a crear la clave.
kind-key-deal = Un custodio da a los otros sus partes de la clave, cifradas.
kind-key-confirm = Un custodio confirma la clave.
kind-key-complaint = Un custodio reclama por una parte.
kind-key-restart = La creación de la clave empieza de nuevo.
kind-key-refresh = La clave se va a entregar a otros custodios.
kind-roll-part = Se inscribe a personas en el censo.
kind-roll-seal = El censo se sella.
kind-rehearsal = Un custodio demuestra otra vez que tiene una parte de la clave.
kind-open = Se abre la votación.
kind-ballot = Se deposita una papeleta sellada.
kind-commitment = Se anuncia una papeleta sellada para comprobarla.
kind-challenge = Se abre una papeleta de prueba para comprobarla.
kind-close = Se cierra la votación.
kind-intent = Un custodio ha verificado la urna y anuncia que descifrará su suma.
kind-partial-decryption = Un custodio descifra su parte de la suma.
kind-result = Se publica el resultado.
kind-abort = La votación termina sin resultado.

## Verify everything

verify = Verificar la votación
verify-about = Su navegador lee ahora todo el registro público y comprueba cada línea, sin creer a nadie.
verify-progress = Líneas verificadas
verify-lines = Líneas verificadas: { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [one] Falta aproximadamente { $seconds } segundo.
    [many] Faltan aproximadamente { $seconds } segundos.
   *[other] Faltan aproximadamente { $seconds } segundos.
}
verify-percent = { $percent } % verificado.
verify-cancel = Cancelar
verify-again = Verificar otra vez
verify-ballot-counts = Su papeleta, en la línea { $line }, es la última con su código: es la que cuenta.
verify-ballot-superseded = Su papeleta de la línea { $line } fue sustituida por la de la línea { $by }, que cuenta en su lugar.
verify-ballot-opened = Esta es una papeleta de prueba, abierta en la línea { $line }. No se cuenta.
verify-ballot-absent = Ninguna papeleta de este registro tiene ese número.
verify-about-files = Elija una copia del registro de una elección. Su navegador comprueba cada línea sin creer a nadie.
verify-copy = Verificar una copia del registro
verify-files = Archivos del registro
verify-files-hint = Elija un archivo comprimido (.tar.zst), un registro de líneas (log.jsonl) o todos los archivos de la carpeta de un registro, o suéltelos aquí. Añada recibos, resultados anunciados o un archivo con lo que sabe por otra vía, y se compararán. Los archivos se quedan en este dispositivo.
verify-offline = Todo está cargado: para verificar archivos, esta página ya no necesita red.
verify-source = Archivos: { $names }
verify-files-none = No hay ningún registro entre estos archivos. Elija un archivo comprimido (.tar.zst) o un registro de líneas (log.jsonl).
verify-files-many = Estos archivos son de más de un registro. Elija un solo archivo comprimido, o un registro de líneas con sus puntos de control.
verify-archive-wrong = Este archivo comprimido está dañado o no es un registro. No lo descomprima; pida otra copia.
verify-file-unreadable = No se pudo leer este archivo. Elíjalo otra vez.
verify-known-wrong = { $name } no se puede usar.
group-waiting = Sin empezar
group-running = Comprobando …
group-passed = Todo superado
group-passed-partly = Superado, en lo que se comprobó
group-failed = Fallido
group-nothing = Nada que comprobar todavía
group-checks = Cada comprobación
group-form = Cada línea está bien formada
group-form-meaning = Todos los programas leen cada línea igual, y es la votación que usted pidió.
group-log = El registro es uno y no se ha cambiado nada
group-log-meaning = Cada línea está unida a todas las anteriores, y el servidor y sus testigos lo han firmado.
group-keys = Los custodios crearon la clave juntos
group-keys-meaning = Menos de los necesarios no pueden descifrar nada.
group-roll = El censo está fijado
group-roll-meaning = Se selló antes de la votación, y después no se añadió a nadie.
group-ballots = Cada papeleta es de alguien del censo, y es válida
group-ballots-meaning = Cada una está firmada con un código y sigue las reglas, y ninguna se cuenta dos veces.
group-practice = Las papeletas de prueba se sellaron honradamente
group-practice-meaning = Cada una contiene lo que se eligió, y ninguna se cuenta.
group-result = El resultado es la suma de las papeletas
group-result-meaning = Los custodios descifraron la suma y lo demostraron; los números publicados son lo que salió.
verify-not = Lo que la verificación no muestra
verify-not-device = Que el dispositivo selló lo que la persona eligió: para eso se comprueban papeletas de prueba.
verify-not-codes = Que los códigos se dieron a las personas correctas y no se guardó ninguno.
verify-not-refused = Que no se rechazó ninguna papeleta en la puerta, ni la vio alguien al lado.
verify-not-page = Que esta página misma es honrada. Para estar seguro, verifique con un programa de otro sitio, como verifier-cli.
trouble-contradiction = Lo que dice el servidor no es lo que dice su registro. Guarde su recibo y avise a la autoridad de la votación y a quienes la observan.
