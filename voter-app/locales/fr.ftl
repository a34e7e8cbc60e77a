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
checks = Ce qui a été contrôlé, et ce qui ne l’a pas été
check-passed = Réussi : { $check }
check-failed = Échoué : { $check }
check-not-run = Pas exécuté : { $check }
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
