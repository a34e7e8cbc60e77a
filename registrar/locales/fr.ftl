# Textes des lettres et des courriels en français. Personne n'a encore relu cette traduction.

subject = Votre code pour voter : { $title }
greeting = Bonjour { $name },
letter-scan = pour voter, dirigez l'appareil photo de votre téléphone vers le carré, ou ouvrez cette adresse :
letter-type = Ou ouvrez { $board }, choisissez cette élection et saisissez ce code :
when = Le vote est annoncé du { $opens } au { $closes }.
letter-secret = Toute personne qui a ce code peut voter à votre place. Gardez-le pour vous et ne transmettez pas cette lettre. Si vous avez reçu plusieurs codes, seul le plus récent est valable.
secrecy = Personne ne peut voir ce que vous choisissez, pas même l'expéditeur de ce message. Vous pouvez vérifier vous-même que votre vote est compté.
mail-open = pour voter, ouvrez ce lien :
mail-secret = Toute personne qui a ce lien peut voter à votre place. Gardez-le pour vous et ne transférez pas ce message. Si vous en avez reçu plusieurs, seul le plus récent est valable.
