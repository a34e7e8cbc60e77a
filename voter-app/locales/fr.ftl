# Les mots des pages de vote en français. Personne n’a encore vérifié cette traduction.

## All pages

navigation = Menu principal
language = Langue
language-missing = Les mots en { $language } n’ont pas pu être chargés. Vérifiez votre connexion et réessayez.
translation-unreviewed = Personne n’a encore vérifié cette traduction.
all-elections = Tous les scrutins de ce serveur
page-missing = Cette page n’existe pas
page-missing-hint = Vérifiez l’adresse : un lien de vote doit être copié en entier.
one-moment = Un instant …
try-again = Réessayer
details = Détails
refusal-signed = Le refus signé du serveur
refusal-keep = Votre navigateur a vérifié la signature du serveur. Si vous pensez que ce refus est une erreur, gardez ce texte comme preuve.

## What can go wrong

trouble-no-worker = Ce navigateur n’a pas pu ouvrir l’isoloir. Rechargez la page ou essayez un autre navigateur.
trouble-old-browser = Ce navigateur n’a pas de Web Workers ou de WebAssembly. Utilisez-en un plus récent.
trouble-unexpected = L’isoloir a donné une réponse inattendue. Rechargez la page.
trouble-worker-ended = Le programme s’est arrêté au milieu de son travail, peut-être par manque de mémoire. Rechargez la page.
trouble-no-election-id = Il manque l’identifiant du scrutin dans cette adresse. Copiez le lien entier de votre lettre ou message.
trouble-unreachable = Le serveur ne répond pas. Rien n’est perdu : vérifiez votre connexion et réessayez.
trouble-not-found = Le serveur ne connaît pas ce scrutin. Le lien est-il copié en entier ?
trouble-busy = Le serveur est surchargé ou en difficulté. Rien n’est perdu : réessayez plus tard.
trouble-overtaken = Le serveur refuse, car autre chose est arrivé avant. Rien n’a été inscrit.
trouble-refused = Le serveur refuse. Rien n’a été inscrit.
trouble-unsigned = Le serveur refuse et n’a pas signé sa réponse, comme il le doit. Notez votre numéro de suivi et prévenez l’autorité du scrutin.
trouble-misunderstood = La réponse du serveur est incompréhensible. Réessayez plus tard, et prévenez l’autorité du scrutin si cela continue.
trouble-log = Le registre de ce scrutin a un défaut. Ne votez pas ici maintenant, et prévenez l’autorité du scrutin.
trouble-not-entered = Aucun scrutin n’est ouvert ici. Rechargez la page.
trouble-no-code = Aucun code de vote n’a été saisi. Suivez de nouveau votre lien.
trouble-not-open = Le vote n’est pas encore ouvert.
trouble-not-sealed = Votre bulletin n’a pas pu être scellé. Revenez à vos choix et réessayez.
trouble-no-ballot = Aucun bulletin n’est scellé. Rechargez la page.
trouble-receipt = Le reçu du serveur ne correspond pas à ce bulletin. Notez votre numéro de suivi et prévenez l’autorité du scrutin.
trouble-unproven = Le serveur ne prouve pas que ce registre est celui que voient les témoins du scrutin. Ne votez pas ici maintenant. Réessayez dans une minute, et prévenez l’autorité du scrutin si cela continue.

## Where an election stands

phase-key = En préparation : les dépositaires créent la clé du scrutin.
phase-roll = En préparation : la liste électorale n’est pas encore là.
phase-rehearsal = Prêt : le vote ouvre bientôt.
phase-voting = Le vote est ouvert.
phase-decryption = Clos. Les dépositaires déchiffrent la somme des bulletins.
phase-withheld = Clos. Il y a si peu de bulletins que les compter révélerait qui a choisi quoi : il n’y a pas de résultat.
phase-finished = Terminé. Le résultat est publié.
phase-aborted = Arrêté par l’autorité du scrutin, sans résultat.

## Elections

elections = Scrutins
elections-asking = Demande au serveur …
elections-none = Il n’y a pas encore de scrutin sur ce serveur.

## One election

election = Scrutin
election-vote = Voter avec votre code
election-voters = Personnes inscrites
election-voted = Ont voté
election-id = Identifiant du scrutin :
trustees = Dépositaires
trustees-all = { $trustees ->
    [one] { $trustees } dépositaire peut déchiffrer seul la somme des bulletins.
    [many] Les { $trustees } sont nécessaires pour déchiffrer la somme des bulletins.
   *[other] Les { $trustees } sont tous nécessaires pour déchiffrer la somme des bulletins.
}
trustees-some = { $threshold } de ces { $trustees }, n’importe lesquels, peuvent déchiffrer ensemble la somme des bulletins ; moins ne le peuvent pas.
trustee-decrypted = { $trustee } : a déchiffré
trustee-intent = { $trustee } : est sur le point de déchiffrer
trustee-rehearsed = { $trustee } : détient une part de la clé et l’a prouvé
trustee-confirmed = { $trustee } : détient une part de la clé
trustee-committed = { $trustee } : participe à la création de la clé
trustee-absent = { $trustee } : n’est pas encore venu

## The result, verified in the browser

result = Résultat
verified = Votre navigateur a vérifié { $lines ->
    [one] { $lines } ligne
    [many] { $lines } lignes
   *[other] { $lines } lignes
}, dont { $ballots ->
    [one] { $ballots } bulletin
    [many] { $ballots } bulletins
   *[other] { $ballots } bulletins
} : { $checks ->
    [one] le seul contrôle applicable ({ $checks }) est réussi.
    [many] les { $checks } contrôles applicables sont tous réussis.
   *[other] les { $checks } contrôles applicables sont tous réussis.
}
verified-so-far = Votre navigateur a contrôlé { $lines ->
    [one] { $lines } ligne
    [many] { $lines } lignes
   *[other] { $lines } lignes
} sans rien trouver d’anormal ; le scrutin n’est pas terminé.
verified-faults = Votre navigateur a trouvé des défauts dans ce registre. Ne vous fiez à aucun résultat qui en vient.
finding-line = Le contrôle { $check } a échoué à la ligne { $line }.
finding-record = Le contrôle { $check } a échoué.
finding-more = Autres échecs de ce genre : { $count }
checks = Ce qui a été contrôlé, et ce qui ne l’a pas été
check-passed = Réussi : { $check }
check-failed = Échoué : { $check }
check-not-run = Pas exécuté : { $check }
check-p1 = chaque ligne est sous sa forme canonique
check-p2 = la version du protocole et ses méthodes sont connues
check-p3 = aucune clé, aucun chiffré ni engagement n’est l’élément neutre
check-p4 = le manifeste est sensé
check-p5 = les clés et l’identifiant sont ceux connus par ailleurs
check-l1 = chaque ligne nomme la précédente
check-l2 = les racines de Merkle et les signatures du registre
check-l3 = tous les points de contrôle sont d’un seul arbre
check-l4 = les témoins ont cosigné
check-l5 = les copies et reçus antérieurs font partie de ce registre
check-l6 = les phases dans l’ordre, chaque ligne de son rôle et une seule fois
check-k1 = les dépositaires sont distincts et leur seuil est possible
check-k2 = chaque dépositaire s’est engagé, puis a distribué ce à quoi il s’était engagé
check-k3 = chaque dépositaire connaît le secret de sa part de la clé
check-k4 = chaque dépositaire a donné une part à chaque autre
check-k5 = tous les dépositaires ont confirmé la clé que chacun peut calculer
check-k6 = chaque dépositaire qui a transmis la clé a transmis sa propre part
check-k7 = la clé transmise est la même, et seuls ceux qui la détiennent déchiffrent
check-e1 = la liste est triée, sans doublon, dans ses limites et scellée par le bureau des inscriptions
check-e2 = la liste n’a pas changé après l’ouverture
check-b1 = chaque bulletin est pour ce scrutin et ses questions
check-b2 = tout ce que les votants ont envoyé vient de codes de la liste
check-b3 = tout ce que les votants ont envoyé est signé avec leur code
check-b4 = chaque bulletin contient ce que les règles permettent
check-b5 = les bulletins de chaque code se suivent
check-b6 = aucun bulletin ni chiffré n’apparaît deux fois
check-b7 = les numéros de suivi donnés sont dans le registre
check-c1 = les bulletins ouverts ont été annoncés avant d’être ouverts
check-c2 = les bulletins ouverts contiennent ce qu’a dit leur ouverture
check-c3 = aucun bulletin ouvert n’a été déposé
check-t1 = un bulletin de chaque code est compté
check-t2 = la somme des bulletins comptés est ce que les dépositaires ont déchiffré
check-t3 = rien n’a été déchiffré de trop peu de bulletins
check-t4 = les dépositaires se sont accordés sur une seule urne fermée avant de déchiffrer
check-d1 = assez de dépositaires ont déchiffré
check-d2 = chaque déchiffrement partiel est prouvé
check-d3 = aucun dépositaire n’a déchiffré autre chose
check-d4 = des dépositaires en nombre suffisant, quels qu’ils soient, donnent les mêmes nombres
check-d5 = chaque nombre est dans ses limites
check-r1 = les nombres respectent les règles des questions
check-r2 = chaque question et option a un nombre
check-r3 = les options en tête sont celles aux nombres les plus élevés
check-r4 = les nombres publiés sont ceux qui ont été déchiffrés
result-option = Option
result-count = Nombre
blank-votes = Votes blancs

## Booth: arriving

voting = Vote
voting-not-now = Vous ne pouvez pas voter maintenant.
election-standing = Où en est ce scrutin
voter-code-heading = Votre code de vote
voter-code = Code de vote
voter-code-hint = 28 lettres et chiffres de votre lettre ou message. Majuscules ou minuscules, avec ou sans traits d’union.
go-on = Continuer
voting-ends = Fin du vote annoncée : { $closes }, à votre heure.
watch-behind = Les témoins de ce scrutin n’ont pas confirmé la partie la plus récente du registre. Vous pouvez voter, mais gardez votre reçu et regardez plus tard s’ils l’ont fait.
watch-nobody = Aucun témoin ne surveille le registre de ce scrutin : seules les personnes qui le lisent peuvent découvrir si le serveur montre la même chose à tout le monde. Gardez votre reçu.
code-length = Un code de vote a 28 lettres et chiffres ; celui-ci en a { $found }. Comparez-le avec votre lettre ou message.
code-character = Le caractère { $character } à la place { $position } n’existe dans aucun code de vote. Comparez-le avec votre lettre ou message.
code-typing-error = Il y a une faute de frappe dans ce code de vote. Comparez-le avec votre lettre ou message.
code-unknown = Ce code n’est pas sur la liste de ce scrutin. Est-ce bien le code de ce scrutin ?
voted-already = Vous avez voté, et ce scrutin ne permet pas de voter de nouveau. Si ce n’était pas vous, prévenez tout de suite l’autorité du scrutin.
voter-new = Vous n’avez pas encore voté.
voter-again = Vous avez voté, à la place { $position } du registre. Voter de nouveau remplace ce bulletin.
voter-weight = { $weight ->
    [one] Votre bulletin compte { $weight } fois.
    [many] Votre bulletin compte { $weight } fois.
   *[other] Votre bulletin compte { $weight } fois.
}

## Booth: choosing

choices = Vos choix
nothing-sent = Rien n’est encore envoyé.
review-button = Relire mon bulletin
next-contest = Question suivante
previous-contest = Question précédente
contest-of = Question { $number } sur { $count }
blank-vote = Vote blanc
blank-vote-hint = Pour aucune de ces options. Il est compté comme vote blanc.
rule-choose-one = Choisissez une option.
rule-choose-or-none = Choisissez jusqu’à { $maximum } options, ou aucune.
rule-choose-exactly = Choisissez exactement { $maximum } options.
rule-choose-up-to = Choisissez jusqu’à { $maximum } options.
rule-choose-between = Choisissez de { $minimum } à { $maximum } options.
rule-score = Donnez à chaque option de 0 à { $bound } points.
rule-share-up-to = Répartissez jusqu’à { $maximum ->
    [one] { $maximum } point.
    [many] { $maximum } points.
   *[other] { $maximum } points.
}
rule-share-exactly = Répartissez exactement { $maximum ->
    [one] { $maximum } point.
    [many] { $maximum } points.
   *[other] { $maximum } points.
}
rule-share-between = Répartissez de { $minimum } à { $maximum } points.
rule-divide-up-to = Répartissez jusqu’à { $maximum }.
rule-divide-exactly = Répartissez exactement { $maximum }.
rule-divide-between = Répartissez de { $minimum } à { $maximum }.
rule-most-for-one = Au plus { $bound } pour une option.
used-points = { $sum ->
    [one] { $sum } point donné
    [many] { $sum } points donnés
   *[other] { $sum } points donnés
}
used-chosen = Choisi : { $sum } sur { $most }
used-chosen-all = Choisi : { $sum } sur { $most }. Pour en choisir une autre, retirez d’abord un choix.
used-points-of = Points donnés : { $sum } sur { $most }
used-divided = Réparti : { $sum } sur { $most } ; reste { $left }
used-too-much = Réparti : { $sum } sur { $most }, soit { $excess } de trop
amount-wrong = Saisissez un nombre entier jusqu’à { $bound }, en chiffres.
choice-incomplete = Votre réponse ici n’est pas complète.

## Booth: review and sealing

review = Relisez votre bulletin
review-nothing = Rien n’est choisi ici.
choice-points = { $points ->
    [one] { $points } point
    [many] { $points } points
   *[other] { $points } points
}
review-hint = Rien n’est encore envoyé. L’étape suivante chiffre votre bulletin sur cet appareil.
seal-button = Sceller mon bulletin
change-button = Changer quelque chose
sealing = Votre bulletin est en train d’être scellé
sealing-progress = Scellement

## Booth: sealed, then cast or opened

sealed = Scellé, pas encore déposé
sealed-explained = Votre bulletin est chiffré sur cet appareil. Il n’est pas dans l’urne tant que vous ne l’avez pas déposé.
sealed-tracker = Son numéro de suivi, pour le retrouver dans le registre :
cannot-cast = Ce bulletin ne peut pas être déposé. Si vous avez voté entre-temps sur un autre appareil, c’est cet autre bulletin qui compte, et vous pouvez le remplacer : recommencez avec votre code.
start-again = Recommencer
being-opened = Ce bulletin est en train d’être ouvert : il n’est pas déposé.
check-again-button = Réessayer de le contrôler
cast-button = Déposer ce bulletin
cast-again-button = Réessayer de déposer ce bulletin
check-button = Le contrôler d’abord
check-why = Le contrôle ouvre ce bulletin aux yeux de tous, pour que vous sachiez qu’il a été scellé honnêtement. Il ne peut plus être déposé ensuite ; vous en scellez alors un nouveau. De préférence avec des choix fictifs.
cast-again-safe = Réessayer est sans danger : le même bulletin n’est jamais compté deux fois.

## A tracker: a ballot's name, which people compare

tracker-picture = Image : { $shapes }
tracker-shape = { $shape } ({ $colour })
colour-black = noir
colour-blue = bleu
colour-orange = orange
colour-yellow = jaune
shape-circle = cercle
shape-square = carré
shape-triangle = triangle
shape-diamond = losange
shape-cross = croix
shape-ring = anneau
shape-star = étoile
shape-moon = lune
tracker-code = Code QR du numéro de suivi
tracker-code-hint = Avec l’appareil photo d’un téléphone, il mène à tout moment à votre bulletin dans le registre public.
tracker-line = Ligne { $line } du registre public

## Booth: the receipt

cast = Votre bulletin est dans l’urne
cast-promised = Votre bulletin est accepté : promis, pas encore prouvé
cast-promised-line = Le serveur a signé que votre bulletin est la ligne { $line } du registre public. Il n’a pas encore prouvé qu’il y est. Cette page continue de demander. Vous pouvez aussi enregistrer le reçu maintenant et regarder plus tard : il engage le serveur.
cast-unwitnessed-line = Votre bulletin est la ligne { $line } du registre que le serveur a signé. Les témoins du scrutin ne l’ont pas encore confirmé. Cette page continue de demander. Vous pouvez aussi enregistrer le reçu maintenant et regarder plus tard.
cast-broken = Le serveur ne tient pas sa promesse
cast-broken-line = Le serveur a signé que votre bulletin est la ligne { $line } du registre public, mais ce qu’il y montre n’est pas votre bulletin. Enregistrez le reçu : il le prouve. Prévenez l’autorité du scrutin.
cast-missing-line = Le serveur a signé que votre bulletin est la ligne { $line } du registre public, mais son registre ne va pas jusqu’à cette ligne. Cette page continue de demander. Enregistrez le reçu : il engage le serveur. Si cela reste ainsi, prévenez l’autorité du scrutin.
cast-line = C’est la ligne { $line } du registre public. Vous pouvez fermer cette page.
your-tracker = Votre numéro de suivi :
tracker-keep = Gardez-le : avec lui, chacun peut voir que votre bulletin est toujours dans le registre, et personne ne peut voir ce que vous avez choisi.
receipt-signed = Le reçu signé du serveur
receipt-keep = Votre navigateur a vérifié la signature du serveur. Gardez ce texte comme preuve.
receipt-checked = Ce que votre navigateur a vérifié
receipt-signature = Le serveur a signé qu’il a votre bulletin.
receipt-included = Votre bulletin est dans le registre de { $lines ->
    [one] { $lines } ligne
    [many] { $lines } lignes
   *[other] { $lines } lignes
} que le serveur a signé.
receipt-not-included = Le serveur n’a pas encore montré que votre bulletin est dans le registre.
receipt-witnessed = Des témoins ont confirmé ce registre : { $witnesses }
receipt-unwitnessed = Aucun témoin ne l’a encore confirmé.
receipt-nobody = Ce scrutin n’a pas de témoins.
receipt-track = Chercher votre bulletin dans le registre
save-file = Enregistrer le reçu
save-refusal = Enregistrer le refus
save-image = Enregistrer comme image
save-paper = Imprimer ou enregistrer en PDF
save-evidence = Enregistrer la preuve
election-standing-later = Où en est ce scrutin, et plus tard son résultat

## Booth: a practice ballot, opened

opened = Votre bulletin d’essai, ouvert
opened-explained = Voici ce qui était scellé dans le bulletin dont vous avez vu le numéro de suivi. Est-ce ce que vous aviez choisi ? Sinon, ne votez pas sur cet appareil et prévenez l’autorité du scrutin.
opened-tracker = Son numéro de suivi :
opened-line = C’est la ligne { $line } du registre public, où chacun peut le contrôler. Ce bulletin d’essai ne pourra jamais être déposé.
opened-not-voted = Vous n’avez pas encore voté.
opened-next = Tout le monde peut voir ce que contient un bulletin d’essai. Si vous voulez garder secrets vos vrais choix, changez-les maintenant et scellez-les dans un nouveau bulletin.
opened-change = Changer mes choix
opened-same = Sceller de nouveau les mêmes choix
opened-elsewhere = Contrôler sur un autre appareil
opened-elsewhere-why = Cet appareil pourrait vous montrer n’importe quoi. Scannez ceci avec un autre, par exemple le téléphone d’une amie : il contrôle lui-même le bulletin d’essai et vous montre ce qui était scellé.
opened-code = Code QR de la page qui contrôle ce bulletin d’essai
opened-save = L’enregistrer pour un appareil sans caméra

## Checking a practice ballot on another device

check = Contrôler un bulletin d’essai
check-explained = Vous voyez ici, indépendamment de l’appareil sur lequel vous votez, ce qui était scellé dans un bulletin d’essai. Rien de ce que vous faites ici ne change un vote.
check-running = Contrôle du bulletin d’essai …
check-held = Contrôlé : voici ce qui était scellé
check-held-explained = Le bulletin d’essai contient exactement ces choix. Sont-ils ceux que vous aviez faits sur l’autre appareil ?
check-tracker = Le numéro de suivi du bulletin d’essai :
check-compare = Comparez-le avec le numéro de suivi sur l’autre appareil : l’image d’abord, puis les lettres. S’ils sont identiques et si les choix sont les vôtres, cet appareil a scellé honnêtement. Sinon, ne votez pas sur cet appareil et prévenez l’autorité du scrutin.
check-line = C’est la ligne { $line } du registre public.
check-proven = Les témoins que ce scrutin exige ont confirmé ce registre.
check-not-proven = Les témoins du scrutin n’ont pas encore confirmé cette partie du registre.
check-given = Utiliser plutôt un fichier ou un texte
check-given-hint = L’autre appareil enregistre un bulletin d’essai dans un fichier de deux lignes du registre.
check-file = Fichier du bulletin d’essai
check-text = Ou son texte
check-go = Contrôler
check-unreadable = Ce n’est pas un bulletin d’essai : il a deux lignes, que l’autre appareil enregistre. Copiez-les toutes les deux en entier.
check-no-lines = Le registre n’a pas encore les lignes du bulletin d’essai. Réessayez dans un instant.
check-wrong = Ce bulletin d’essai ne contient pas ce qu’il prétend. Ne votez pas sur l’appareil qui l’a fait et prévenez l’autorité du scrutin.
check-cast-too = Ce bulletin a été ouvert et déposé, ce qui ne doit pas être. Prévenez l’autorité du scrutin.
check-not-in-log = La ligne { $line } n’est pas ainsi dans le registre public. Ne votez pas sur l’appareil qui a fait ceci et prévenez l’autorité du scrutin.

## Whether the server sends the right pages

integrity = Sont-ce les bonnes pages ?
integrity-why = Ce que votre appareil fait de votre vote, il le fait parce que ces pages le lui disent. C’est pourquoi l’autorité du scrutin a publié, avec le scrutin, quelles sont exactement ces pages. Votre navigateur redemande chaque fichier au serveur et compare.
integrity-asking = Comparaison …
integrity-same = { $files ->
    [one] Le { $files } fichier que le serveur vient d’envoyer est celui que l’autorité a publié.
    [many] Les { $files } fichiers que le serveur vient d’envoyer sont ceux que l’autorité a publiés.
   *[other] Les { $files } fichiers que le serveur vient d’envoyer sont tous ceux que l’autorité a publiés.
}
integrity-different = Le serveur n’envoie pas les fichiers que l’autorité du scrutin a publiés. Ne votez pas ici et prévenez l’autorité du scrutin. Ceux-ci manquent ou sont différents :
integrity-unpinned = L’autorité n’a pas publié pour quelles pages ce scrutin est prévu : il n’y a rien à comparer.
integrity-digest = Empreinte des pages, telle que l’autorité l’a publiée :
integrity-limits = Ce que cela ne montre pas
integrity-limit-self = Une page ne peut pas se porter garante d’elle-même. Si quelqu’un a remplacé ces pages, celle-ci peut l’être aussi et dire n’importe quoi. Un programme qui n’est pas une page fait mieux : verifier-cli booth, sur un autre ordinateur.
integrity-limit-others = Le serveur peut envoyer d’autres pages à quelqu’un d’autre, ou à un autre moment.
integrity-limit-device = Votre appareil, votre navigateur et ses extensions ne sont pas examinés. C’est ce que fait le contrôle d’un bulletin d’essai avec un deuxième appareil.
integrity-back = Où en est ce scrutin

## One election, in detail

live = Cette page suit le scrutin d’elle-même.
live-paused = Cette page est en pause.
live-pause = Pause
live-go-on = Reprendre
election-reason = L’autorité du scrutin explique pourquoi :
election-ballots = Bulletins, remplacés compris
election-practice = Bulletins d’essai
election-for-voters = Pour voter
election-for-trustees = Pour les dépositaires
election-for-observers = Pour tout le monde
election-voter-wait = Attendez votre code de vote : le vote n’est pas encore ouvert.
election-track = Retrouver votre bulletin
election-trustee-key = Participez à la création de la clé avec votre programme.
election-trustee-rehearse = Prouvez avec votre programme que vous pouvez encore déchiffrer.
election-trustee-wait = Gardez votre fichier de clé en sûreté jusqu’à la fin du vote.
election-trustee-decrypt = Vérifiez le registre et déchiffrez avec votre programme.
election-verify = Vérifier tout le registre dans ce navigateur
election-questions = L’objet du vote
timeline = Déroulement du scrutin
timeline-key = Les dépositaires créent la clé.
timeline-roll = La liste électorale est scellée et les dépositaires s’exercent.
timeline-opens = Ouverture prévue du vote : { $time }
timeline-opened = Ouverture du vote : { $time }
timeline-closes = Clôture prévue du vote : { $time }
timeline-closed = Clôture du vote : { $time }
timeline-end = Le résultat est publié.

## Turnout over time

turnout = Participation au fil du temps
turnout-plot = { $voted } sur { $voters } avaient voté le { $to } ; le graphique commence le { $from }.
turnout-time = { $time }
turnout-by = Jusqu’à
turnout-table = La même chose en tableau
turnout-source = Les heures sont celles où des témoins ont confirmé pour la première fois autant de lignes du registre. Les nombres sont la parole du serveur tant que vous n’avez pas vérifié le registre.
turnout-unknown = Aucun témoin ne surveille ce registre : le serveur seul pourrait dire quand les bulletins sont arrivés.

## The log and its witnesses

log = Le registre public
log-signed = Le serveur a signé { $lines ->
    [one] { $lines } ligne.
    [many] { $lines } lignes.
   *[other] { $lines } lignes.
}
log-root = Son empreinte (racine de Merkle) :
log-unsigned = Le serveur n’a encore rien signé. Il le fait en une ou deux secondes.
log-read = Lire le registre, ligne par ligne
witnesses = Témoins
witnesses-none = Aucun témoin ne surveille ce registre : seules les personnes qui le lisent peuvent découvrir si le serveur montre la même chose à tout le monde.
witnesses-all = Assez de témoins ont confirmé les { $lines } lignes.
witnesses-behind = Assez de témoins ont confirmé les { $lines } premières lignes, mais pas encore la suite.
witnesses-missing = Trop peu de témoins ont confirmé ce registre jusqu’ici.
witness = Témoin
witness-lines = Lignes
witness-last = Dernière confirmation
witness-never = jamais
witness-now = dans la dernière minute
witness-minutes = { $minutes ->
    [one] il y a { $minutes } minute
    [many] il y a { $minutes } minutes
   *[other] il y a { $minutes } minutes
}
witness-hours = { $hours ->
    [one] il y a { $hours } heure
    [many] il y a { $hours } heures
   *[other] il y a { $hours } heures
}
witness-at = { $time }
witness-told = (selon le serveur)

## The published result

result-turnout = { $ballots } personnes sur { $voters } ont voté : { $percent } %.
result-weight = Ensemble, leurs bulletins comptent { $weight } fois.
result-published = Ce sont les nombres que l’autorité du scrutin a publiés. Votre navigateur ne les a pas encore vérifiés.
result-verify = Vérifier ce résultat
result-none = Il n’y a pas encore de résultat.
result-share-ballots = Part des bulletins
result-share-points = Part de tous les points
result-percent = { $percent } %
result-csv = Enregistrer en CSV
result-json = Enregistrer en JSON
result-print = Imprimer

## Find a ballot

track = Retrouver un bulletin
track-about = Voyez si un bulletin est dans le registre et s’il compte. Votre navigateur le vérifie lui-même. Personne n’apprend ce qui a été choisi.
track-tracker = Numéro de suivi
track-tracker-hint = 25 lettres et chiffres de votre reçu. Majuscules ou minuscules, avec ou sans traits d’union.
track-look = Le retrouver
track-looking = Recherche et contrôle …
track-otherwise = Ou avec votre reçu
track-receipt = Fichier du reçu
track-receipt-hint = Choisissez le fichier que vous avez enregistré après le vote, ou déposez-le ici. Il reste sur cet appareil.
track-scan = Par code QR
track-scan-start = Scanner avec la caméra
track-scan-stop = Arrêter la caméra
track-photo = Ou une photo du code QR
track-no-scan = Ce navigateur ne sait pas lire les codes QR. Utilisez l’appareil photo de votre téléphone, qui ouvre le lien du code, ou saisissez le numéro de suivi.
track-no-camera = La caméra n’a pas pu démarrer. Autorisez-la pour cette page, choisissez une photo ou saisissez le numéro de suivi.
track-no-code = Il n’y a pas de code QR lisible dans cette image. Essayez-en une autre ou saisissez le numéro de suivi.
track-length = Un numéro de suivi a 25 lettres et chiffres ; celui-ci en a { $found }.
track-character = Le caractère { $character } à la place { $position } n’existe dans aucun numéro de suivi.
track-no-tracker = Ce n’est pas un numéro de suivi.
track-no-receipt = Ce fichier n’est pas le reçu d’un bulletin.
track-try-again = Comparez avec votre reçu et réessayez.
track-cast = Votre bulletin est dans l’urne, à la ligne { $line }
track-cast-closed = Ce bulletin était dans l’urne à la clôture du vote, à la ligne { $line }
track-counted = Ce bulletin est compté dans le résultat ; il est à la ligne { $line }
track-superseded = Ce bulletin est à la ligne { $line }, et un plus récent le remplace
track-opened = C’était un bulletin d’essai, ouvert à la ligne { $line }
track-committed = Ce bulletin est annoncé à la ligne { $line }, et pas déposé
track-committed-opened = Ce bulletin a été annoncé à la ligne { $line } et ouvert à la ligne { $later }
track-committed-cast = Ce bulletin a été annoncé à la ligne { $line } et déposé à la ligne { $later }
track-line = La ligne { $line } est dans le registre
track-replaced = C’est le bulletin de la ligne { $line }, du même code de vote, qui compte. Si vous ne l’avez pas déposé, prévenez tout de suite l’autorité du scrutin.
track-promised = Le serveur a signé votre reçu et tient sa promesse.
track-proved = Il est prouvé qu’il est dans le registre de { $lines } lignes que le serveur a signé et que ces témoins ont vu : { $witnesses }.
track-proved-alone = Il est prouvé qu’il est dans le registre de { $lines } lignes que le serveur a signé. Aucun témoin ne surveille ce registre.
track-proved-unseen = Il est prouvé qu’il est dans le registre de { $lines } lignes que le serveur a signé. Trop peu de témoins l’ont confirmé jusqu’ici : revenez dans une minute.
track-unproved = Le serveur n’a encore rien signé qui le comprenne. Revenez dans quelques secondes.
track-since = Il y est au plus tard depuis le { $time }, disent les témoins.
track-last-hint = Qu’aucun bulletin plus récent ne le remplace est la parole du serveur. Qui vérifie tout le registre le sait.
track-opened-hint = Il a été ouvert pour le contrôler. Tout le monde peut voir ce qu’il contient, et il ne pourra jamais être déposé. Si vous n’avez pas déposé d’autre bulletin, vous n’avez pas voté.
track-committed-hint = Quelqu’un allait le contrôler. Si vous vouliez voter, revenez à la page où vous l’avez scellé, ou votez de nouveau.
track-verify = Tout vérifier
track-show-line = Montrer la ligne
track-nothing = Il n’y a pas ici de bulletin avec ce numéro de suivi
track-nothing-typo = Comparez chaque groupe avec votre reçu : le plus souvent, c’est une faute de frappe.
track-nothing-election = Est-ce le bon scrutin et le bon serveur ?
track-nothing-tell = Si le numéro et le scrutin sont justes, gardez votre reçu : c’est une preuve. Choisissez son fichier ci-dessous, et prévenez l’autorité du scrutin et celles et ceux qui l’observent.
track-unsigned = Ce reçu n’est pas signé par le serveur de ce scrutin
track-unsigned-hint = Il ne prouve rien : il a été abîmé, ou quelqu’un d’autre l’a fait. Si vous l’avez reçu sur les pages de ce serveur, gardez-le et prévenez l’autorité du scrutin.
track-promise-broken = Le serveur a rompu sa promesse
track-missing = Il a signé un reçu pour la ligne { $line }, et son registre n’a que { $lines } lignes.
track-broken = Il a signé un reçu pour la ligne { $line }, et son registre y a une autre ligne.
track-broken-keep = Gardez votre reçu : c’est une preuve. Montrez-le à l’autorité du scrutin et à celles et ceux qui l’observent.
track-evidence = Avec votre reçu, votre navigateur a fait un fichier qui le prouve à quiconque, même sans ce serveur.
track-evidence-save = Enregistrer la preuve
track-observer = Pour qui utilise une ligne de commande
track-observer-hint = Ceci vérifie tout le registre et votre reçu, et écrit la preuve si le serveur a rompu sa promesse :

## The log, line by line

board = Le registre public
board-about = Tout ce qui s’est passé dans ce scrutin, dans l’ordre. Rien n’est jamais enlevé ni changé.
board-place = Numéro de ligne ou de suivi
board-go = Y aller
board-kind = Ce qui est montré
board-all = Tout
board-reading = Lecture …
board-not-found = Rien dans ce registre n’a ce numéro de suivi.
board-lines = { $shown ->
    [one] { $shown } ligne montrée
    [many] { $shown } lignes montrées
   *[other] { $shown } lignes montrées
} sur { $lines } dans le registre
board-none = Aucune ligne de ce genre.
board-none-yet = Aucune jusqu’à la ligne { $line } sur { $lines }. Continuez pour chercher plus loin.
board-pages = Pages du registre
board-first = Depuis le début
board-earlier = Lignes précédentes
board-later = Lignes suivantes
board-newest = Dernières lignes
line-raw = Ligne { $line }, exactement
line-hash = Empreinte :
line-copy = Copier
line-copied = Copié
line-proof = Preuve qu’elle est dans le registre
line-unreadable = Cette ligne est illisible : le registre a ici un défaut.
line-time = Heure indiquée : { $time }.
line-authority = Par l’autorité du scrutin.
line-registrar = Par le bureau des inscriptions.
line-voter = Par une personne que seul le code de vote révèle.
line-trustee = Par { $trustee } (dépositaire).
line-roll-part = { $voters ->
    [one] { $voters } personne est inscrite sur la liste.
    [many] { $voters } personnes sont inscrites sur la liste.
   *[other] { $voters } personnes sont inscrites sur la liste.
}
line-roll-seal = La liste est scellée, avec { $voters ->
    [one] { $voters } personne.
    [many] { $voters } personnes.
   *[other] { $voters } personnes.
}
kind-manifest = Le scrutin est défini.
kind-key-commit = Un dépositaire commence à créer la clé.
kind-key-deal = Un dépositaire donne aux autres leurs parts de la clé, chiffrées.
kind-key-confirm = Un dépositaire confirme la clé.
kind-key-complaint = Un dépositaire conteste une part.
kind-key-restart = La création de la clé recommence.
kind-key-refresh = La clé doit être transmise à d’autres dépositaires.
kind-roll-part = Des personnes sont inscrites sur la liste.
kind-roll-seal = La liste est scellée.
kind-rehearsal = Un dépositaire prouve de nouveau qu’il détient une part de la clé.
kind-open = Le vote est ouvert.
kind-ballot = Un bulletin scellé est déposé.
kind-commitment = Un bulletin scellé est annoncé pour être contrôlé.
kind-challenge = Un bulletin d’essai est ouvert pour le contrôler.
kind-close = Le vote est clos.
kind-intent = Un dépositaire a vérifié l’urne et annonce qu’il va déchiffrer sa somme.
kind-partial-decryption = Un dépositaire déchiffre sa part de la somme.
kind-result = Le résultat est publié.
kind-abort = Le scrutin est arrêté sans résultat.

## Verify everything

verify = Vérifier le scrutin
verify-about = Votre navigateur lit maintenant tout le registre public et en contrôle chaque ligne, sans croire personne.
verify-progress = Lignes vérifiées
verify-lines = Lignes vérifiées : { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [one] Encore { $seconds } seconde environ.
    [many] Encore { $seconds } secondes environ.
   *[other] Encore { $seconds } secondes environ.
}
verify-percent = { $percent } % vérifiés.
verify-cancel = Annuler
verify-again = Vérifier de nouveau
verify-ballot-counts = Votre bulletin, à la ligne { $line }, est le dernier de votre code de vote : c’est lui qui compte.
verify-ballot-superseded = Votre bulletin de la ligne { $line } a été remplacé par celui de la ligne { $by }, qui compte à sa place.
verify-ballot-opened = C’est un bulletin d’essai, ouvert à la ligne { $line }. Il n’est pas compté.
verify-ballot-absent = Aucun bulletin de ce registre n’a ce numéro de suivi.
verify-about-files = Choisissez une copie du registre d’une élection. Votre navigateur en contrôle chaque ligne, sans croire personne.
verify-copy = Vérifier une copie du registre
verify-files = Fichiers du registre
verify-files-hint = Choisissez une archive (.tar.zst), un journal (log.jsonl) ou tous les fichiers du dossier d’un registre, ou déposez-les ici. Ajoutez des reçus, des résultats annoncés ou un fichier de ce que vous savez d’ailleurs : ils sont comparés. Les fichiers restent sur cet appareil.
verify-offline = Tout est chargé : pour vérifier des fichiers, cette page n’a plus besoin de réseau.
verify-source = Fichiers : { $names }
verify-files-none = Aucun registre parmi ces fichiers. Choisissez une archive (.tar.zst) ou un journal (log.jsonl).
verify-files-many = Ces fichiers appartiennent à plus d’un registre. Choisissez une seule archive, ou un journal avec ses points de contrôle.
verify-archive-wrong = Cette archive est endommagée ou n’est pas un registre. Ne la décompressez pas ; demandez une autre copie.
verify-file-unreadable = Ce fichier n’a pas pu être lu. Choisissez-le à nouveau.
verify-known-wrong = { $name } ne peut pas être utilisé.
group-waiting = Pas commencé
group-running = Contrôle …
group-passed = Tout est réussi
group-passed-partly = Réussi, pour ce qui a été contrôlé
group-failed = Échec
group-nothing = Rien à contrôler pour l’instant
group-checks = Chaque contrôle
group-form = Chaque ligne est bien formée
group-form-meaning = Tous les programmes lisent chaque ligne de la même façon, et c’est le scrutin que vous avez demandé.
group-log = Le registre est un, et rien n’a été changé
group-log-meaning = Chaque ligne est liée à toutes les précédentes, et le serveur et ses témoins l’ont signé.
group-keys = Les dépositaires ont créé la clé ensemble
group-keys-meaning = Moins d’entre eux qu’il n’en faut ne peuvent rien déchiffrer.
group-roll = La liste électorale est fixée
group-roll-meaning = Elle a été scellée avant le vote, et personne n’a été ajouté ensuite.
group-ballots = Chaque bulletin vient d’une personne de la liste et est valable
group-ballots-meaning = Chacun est signé avec un code de vote et suit les règles, et aucun n’est compté deux fois.
group-practice = Les bulletins d’essai ont été scellés honnêtement
group-practice-meaning = Chacun contient ce qui a été choisi, et aucun n’est compté.
group-result = Le résultat est la somme des bulletins
group-result-meaning = Les dépositaires ont déchiffré la somme et l’ont prouvé ; les nombres publiés sont ce qui en est sorti.
verify-not = Ce que la vérification ne montre pas
verify-not-device = Que l’appareil a scellé ce que la personne a choisi : c’est pour cela qu’on contrôle des bulletins d’essai.
verify-not-codes = Que les codes de vote ont été remis aux bonnes personnes et qu’aucun n’a été gardé.
verify-not-refused = Qu’aucun bulletin n’a été refusé à la porte, ou vu par quelqu’un à côté.
verify-not-page = Que cette page elle-même est honnête. Pour en être sûr, vérifiez avec un programme venu d’ailleurs, comme verifier-cli.
trouble-contradiction = Ce que dit le serveur n’est pas ce que dit son registre. Gardez votre reçu, et prévenez l’autorité du scrutin et celles et ceux qui l’observent.
