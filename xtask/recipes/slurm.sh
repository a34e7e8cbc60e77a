#!/bin/sh
# A Slurm cluster of this machine alone, on the loopback interface, and the recipe in it: slurm.sh RECIPE RECORD PARTIALS PARTS FOLDER
set -eu
recipe=$1 record=$2 partials=$3 parts=$4 folder=$5
rm -rf "$folder"
mkdir -p "$folder/state" "$folder/spool" "$folder/munge"
chmod 700 "$folder/munge"
host=$(hostname -s)
export SLURM_CONF="$folder/slurm.conf"
cat >"$SLURM_CONF" <<CONF
ClusterName=recipes
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,defer_batch,bf_interval=1
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
head -c 1024 /dev/urandom >"$folder/munge/key"
chmod 600 "$folder/munge/key"
started=
stop() {
    # Ours only, the last one first.
    for process in $started; do kill "$process" 2>/dev/null || true; done
    wait
}
trap stop EXIT
munged --foreground --force --num-threads=2 --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
    --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" &
started="$! $started"
tries=50
until munge --no-input --socket="$folder/munge/socket" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "munged does not answer: see $folder/munge/log" >&2; exit 2; }
    sleep 0.1
done
slurmctld -D >"$folder/slurmctld.out" 2>&1 &
started="$! $started"
slurmd -D -N "$host" >"$folder/slurmd.out" 2>&1 &
started="$! $started"
tries=100
until sinfo --noheader --states=idle 2>/dev/null | grep -q idle; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "no node of Slurm is idle: see $folder" >&2; exit 2; }
    sleep 0.2
done
sbatch --wait --output="$folder/part-%a.out" --array="1-$parts" "$recipe" "$record" "$partials" "$parts"
verifier-cli merge "$record" "$partials" >/dev/null
# A worker is lost, and only its part is submitted again.
lost=$(find "$partials" -name "part-000002-*.partial")
rm "$lost"
if verifier-cli merge "$record" "$partials" >/dev/null 2>&1; then
    echo "a lost part was not missed" >&2
    exit 1
fi
sbatch --wait --output="$folder/again-%a.out" --array=2 "$recipe" "$record" "$partials" "$parts"
verifier-cli merge "$record" "$partials"
