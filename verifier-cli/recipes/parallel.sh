#!/bin/sh
# Verifies a record in parts under GNU parallel, and puts them together: parallel.sh RECORD PARTIALS [PARTS]
#
# Run it again after an interruption: parts that are there are not verified again. More machines that share both folders:
# PARALLEL="--sshlogin this,that". Ends with the code of `verifier-cli merge`.
set -eu
record=$1 partials=$2 parts=${3:-$(nproc)}
# One thread for each part, as many parts at a time as there are processors; a lost worker's part is tried again.
export RAYON_NUM_THREADS=1
seq "$parts" | parallel --will-cite --retries 3 --halt soon,fail=1 \
    verifier-cli verify "$record" --shard "{}/$parts" --partials "$partials"
exec verifier-cli merge "$record" "$partials"
