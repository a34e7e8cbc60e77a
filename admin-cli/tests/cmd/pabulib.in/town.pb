META
key;value
description;A made-up town
vote_type;choose-1
PROJECTS
project_id;cost;votes;name
P1;10;1;Bridge
P2;10;1;Well
VOTES
voter_id;vote
1;P1
2;P2
