META
key;value
description;Twenty projects for one town
vote_type;approval
min_length;1
max_length;3
PROJECTS
project_id;cost;votes;name
P1;10;3;Project number 1 of twenty
P2;10;2;Project number 2 of twenty
P3;10;2;Project number 3 of twenty
P4;10;3;Project number 4 of twenty
P5;10;2;Project number 5 of twenty
P6;10;2;Project number 6 of twenty
P7;10;3;Project number 7 of twenty
P8;10;3;Project number 8 of twenty
P9;10;1;Project number 9 of twenty
P10;10;3;Project number 10 of twenty
P11;10;3;Project number 11 of twenty
P12;10;1;Project number 12 of twenty
P13;10;3;Project number 13 of twenty
P14;10;3;Project number 14 of twenty
P15;10;2;Project number 15 of twenty
P16;10;2;Project number 16 of twenty
P17;10;3;Project number 17 of twenty
P18;10;2;Project number 18 of twenty
P19;10;2;Project number 19 of twenty
P20;10;3;Project number 20 of twenty
VOTES
voter_id;vote
1;P1,P8,P15
2;P4,P11,P18
3;P1,P7,P14
4;P4,P10,P17
5;P7,P13,P20
6;P3,P10,P16
7;P6,P13,P19
8;P2,P9,P16
9;P5,P12,P19
10;P2,P8,P15
11;P5,P11,P18
12;P1,P8,P14
13;P4,P11,P17
14;P7,P14,P20
15;P3,P10,P17
16;P6,P13,P20
