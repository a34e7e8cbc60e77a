# Ce que seuls les dépositaires lisent.

## Créer un fichier de clé

hold-make = Créez votre fichier de clé
hold-make-why = Il vous faut un seul fichier de clé pour toutes les élections dont vous êtes dépositaire. Il est créé dans ce navigateur, chiffré avec votre phrase secrète, et n’est envoyé à personne.
hold-name = Votre nom, tel que les électeurs et les autres dépositaires le liront
hold-name-wrong = Le nom doit avoir de 1 à 200 octets, aucun invisible.
hold-passphrase = Phrase secrète
hold-passphrase-hint = Cinq mots au hasard ou plus. Écrivez-les sur papier et gardez le papier loin du fichier. Personne ne peut réinitialiser une phrase secrète : si elle est oubliée, votre clé est perdue.
hold-passphrase-again = La même phrase encore une fois
hold-passphrase-differ = Les deux phrases sont différentes.
hold-passphrase-short = Cette phrase est courte : qui trouve votre fichier peut en essayer beaucoup. Cinq mots au hasard valent mieux.
hold-make-go = Créer le fichier de clé
hold-making = Création du fichier de clé …
hold-save = Enregistrez votre fichier de clé
hold-save-why = Enregistrez-le là où vous le retrouverez dans quelques mois. Puis choisissez-le ci-dessous, pour que cette page voie qu’il est vraiment là.
hold-save-go = Enregistrer { $name }
hold-read = Choisissez le fichier que vous avez enregistré
hold-read-other = C’est un autre fichier. Choisissez celui que vous venez d’enregistrer.
hold-second = Enregistrez une deuxième copie
hold-second-why = Une seule copie se perd avec un seul ordinateur. Mettez-en une deuxième sur une clé USB et gardez-la ailleurs. Puis choisissez-la là-bas.
hold-public = Donnez vos clés publiques au responsable de l’élection
hold-public-why = Votre fichier de clé et sa deuxième copie sont bons. Envoyez au responsable cet autre fichier, { $name }. Il n’est pas secret, mais le responsable doit être sûr, de vive voix ou en personne, qu’il est de vous.
hold-public-next = Attendez ensuite le lien de l’élection. Il vous y faudra votre fichier de clé et sa phrase secrète.

## L’ouvrir dans une élection

hold-open = Ouvrez votre fichier de clé
hold-open-files = Votre fichier de clé, { $name }
hold-open-hint = Si vous avez enregistré des fichiers seen-… ou decided-… de cette élection, choisissez-les avec lui. Rien ne quitte ce navigateur.
hold-open-go = Ouvrir
hold-opening = Ouverture …
hold-open-make = Pas encore de fichier de clé ? Créez-en un
hold-you =
    { $trustees ->
        [one] Vous êtes { $trustee }, seul dépositaire ({ $number } sur { $trustees }).
        [many] Vous êtes { $trustee }, dépositaire { $number } sur { $trustees }.
       *[other] Vous êtes { $trustee }, dépositaire { $number } sur { $trustees }.
    }
hold-words = L’élection en mots
hold-words-why = Avant de participer, lisez ces mots aux autres dépositaires par téléphone. Tous doivent avoir les mêmes, sinon quelqu’un vous montre des élections différentes.

## La suite

hold-keys = Participer à la création de la clé
hold-keys-why = Les dépositaires créent ensemble la clé de l’élection, en trois tours. Laissez cette page ouverte jusqu’à ce qu’elle dise que la clé est créée : elle continue d’elle-même.
hold-rehearse = Faire la répétition
hold-rehearse-why = Prouvez à tous que vous pouvez encore déchiffrer. Le vote ne peut pas être ouvert avant qu’assez de dépositaires l’aient fait.
hold-decrypt = Tout vérifier et déchiffrer
hold-decrypt-why = Cette page lit et vérifie tout le registre, chaque bulletin, avant de déchiffrer votre part de la somme. Cela peut prendre des minutes.
hold-verifying = Vérifié : { $done } lignes sur { $total }
hold-wait-round = Tour { $round } sur 3 : en attente de { $trustees }.
hold-wait-official = Un dépositaire s’est plaint de sa part de la clé. En attente du responsable, qui doit recommencer la création de la clé.
hold-wait-roll = La clé est créée. Ensuite vient la répétition, quand la liste des électeurs sera scellée. Vous pouvez fermer cette page et revenir quand le responsable vous appellera.
hold-wait-witnesses = En attente des témoins, qui doivent confirmer l’urne fermée.
hold-wait-ready = { $ready } dépositaires sur { $needed } sont prêts à déchiffrer. En attente de certains parmi { $trustees }.
hold-waiting = Cette page regarde d’elle-même toutes les quelques secondes.
hold-rest-rehearsed = La répétition est faite. Revenez quand le vote sera terminé, et gardez votre fichier de clé en sûreté.
hold-rest-voting = Le vote est en cours. Revenez quand il sera terminé, et gardez votre fichier de clé en sûreté.
hold-rest-decrypted = Votre part du déchiffrement est dans le registre. Il ne reste rien à faire.
hold-rest-finished = Le résultat est publié. Il ne reste rien à faire.
hold-rest-withheld = Si peu de bulletins ont été déposés que rien n’est déchiffré : ils révéleraient qui a choisi quoi.
hold-rest-aborted = L’élection a pris fin sans résultat. Il ne reste rien à faire.
hold-rest-refresh = La clé est en train d’être transmise à d’autres dépositaires. Cela se fait avec le programme tally, pas sur cette page : le guide des dépositaires dit comment.
hold-rest-former = Vous avez transmis votre part de la clé. Détruisez ce fichier de clé et ses copies, sauf si une autre élection en a besoin.

## Ce qui est gardé

hold-decide = Enregistrez ce que vous avez décidé
hold-decide-why = Tout le registre est en ordre. Mais cette élection n’a pas de témoins : seul un fichier à vous empêche le serveur de vous montrer plus tard une autre urne pour connaître des votes isolés. Enregistrez-le à côté de votre fichier de clé et choisissez les deux chaque fois que vous l’ouvrez.
hold-seen = Ce que vous avez vu du registre
hold-seen-why = Pour que le serveur s’en tienne à ce qu’il vous a montré, enregistrez ce fichier à côté de votre fichier de clé et choisissez les deux la prochaine fois.

## Ce qu’il ne faut pas faire

hold-no-stranger = La clé de ce fichier n’est celle d’aucun dépositaire de cette élection. Si le fichier et l’élection sont les bons, dites-le au responsable : quelqu’un a peut-être échangé vos clés publiques.
hold-no-keys = La clé ne peut pas être créée : la part d’un dépositaire est fausse, comme le disent les détails. Montrez cela au responsable.
hold-no-decided = Vous aviez décidé de déchiffrer une autre urne de cette élection. Vous n’en déchiffrez qu’une : quelqu’un cherche peut-être à connaître des votes isolés. Dites-le aux autres dépositaires et au responsable.
hold-no-part = Votre part dans le registre est fausse et ne peut pas être remplacée. Les autres peuvent s’en passer. Dites-le-leur et faites examiner cet ordinateur.
hold-no-record = Le registre ne passe pas la vérification, et rien n’a été déchiffré. Dites-le au responsable et aux autres dépositaires.
hold-no-lines = Le serveur montre d’autres lignes du registre qu’avant, ou moins. Ne faites plus rien dans cette élection. Dites-le aux autres dépositaires et au responsable.
hold-no-passphrase = Cette phrase n’ouvre pas le fichier. Attention aux majuscules et à la langue du clavier. Si vous en êtes sûr, le fichier est abîmé : prenez la deuxième copie.
hold-no-file = Il n’y a pas de fichier de clé parmi ceux-ci, ou il est abîmé : prenez la deuxième copie.
hold-no-other = { $name } n’est pas de cette élection, ou est abîmé. Laissez-le de côté, ou prenez une autre copie.
