#!/bin/bash
# An election of Belenios, driven through Debian's belenios-tool: what `cargo xtask bench --peers` sets beside ours.
#   usage: belenios.sh OPTIONS MIN MAX BALLOTS
# One homomorphic question in the group BELENIOS-2048, one trustee who holds the whole key.
# Prints lines `name seconds`, CPU time (user and system) of a ballot: seal, verify, startup (of the process, in each).
set -euo pipefail
export LC_ALL=C BELENIOS_USE_URANDOM=1 TERM=dumb
OPTIONS=$1 MIN=$2 MAX=$3 BALLOTS=$4
GROUP=BELENIOS-2048
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
cd "$FOLDER"
TIMEFORMAT='%U %S'
# clock NAME DIVISOR command...
clock() {
  local name=$1 divisor=$2 times
  shift 2
  times=$( { time "$@" >last.out 2>last.err; } 2>&1 ) || { cat last.err >&2; return 1; }
  awk -v name="$name" -v times="$times" -v divisor="$divisor" \
    'BEGIN { split(times, t, " "); printf "%s %.6f\n", name, (t[1] + t[2]) / divisor }'
}

UUID=$(belenios-tool setup generate-token)
belenios-tool setup generate-trustee-key --group "$GROUP" >/dev/null 2>&1
cat ./*.pubkey > public_keys.jsons
belenios-tool setup generate-credentials --uuid "$UUID" --group "$GROUP" --count "$BALLOTS" >/dev/null 2>&1
# One a line, or a JSON object, depending on the version.
grep -oE '[1-9A-HJ-NP-Za-km-z-]{15,}"?,?$|:"[^"]+"' ./*.privcreds | tr -d ':", ' > codes.txt
[ "$(wc -l < codes.txt)" = "$BALLOTS" ]
mv ./*.pubcreds public_creds.json
answers=$(seq "$OPTIONS" | sed 's/.*/"Option &"/' | paste -sd,)
cat > template.json <<T
{"description":"d","name":"n","questions":[{"answers":[$answers],"min":$MIN,"max":$MAX,"question":"q"}],"administrator":"a","credential_authority":"c"}
T
belenios-tool setup make-trustees 2>/dev/null
belenios-tool setup make-election --uuid "$UUID" --group "$GROUP" --template template.json
belenios-tool archive init

startup() { for _ in $(seq 10); do belenios-tool --version; done; }
clock startup 10 startup
choice() {
  awk -v v="$1" -v k="$OPTIONS" -v m="$MAX" \
    'BEGIN { for (i = 0; i < m; i++) c[(v + i * 7) % k] = 1; printf "[["; for (i = 0; i < k; i++) printf "%s%d", (i ? "," : ""), (i in c); print "]]" }'
}
seal() {
  local number=0 code
  while read -r code; do
    number=$((number + 1))
    choice "$number" > choice.json
    echo "$code" > code.txt
    belenios-tool election generate-ballot --privcred code.txt --ballot choice.json
  done < codes.txt > ballots.jsons
}
clock seal "$BALLOTS" seal
while IFS= read -r ballot; do
  printf '%s\n' "$ballot" | belenios-tool archive add-event --type=Ballot
done < ballots.jsons
clock verify "$BALLOTS" belenios-tool election verify
