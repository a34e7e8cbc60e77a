# Words of letters and e-mails in English.

subject = Your code to vote: { $title }
greeting = Dear { $name },
letter-scan = to vote, point your telephone's camera at the square, or open this address:
letter-type = Or open { $board }, choose this election, and type this code:
when = Voting is announced from { $opens } to { $closes }.
letter-secret = Whoever has this code can vote in your place. Keep it to yourself, and do not pass this letter on. If you were sent more than one code, only the newest one is valid.
secrecy = Nobody can see what you choose, not even who has sent you this. You can check yourself that your vote is counted.
mail-open = to vote, open this link:
mail-secret = Whoever has this link can vote in your place. Keep it to yourself, and do not forward this message. If you were sent more than one, only the newest one is valid.
