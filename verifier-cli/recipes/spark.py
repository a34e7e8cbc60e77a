"""Verifies a record in parts on Spark, and puts them together: spark-submit spark.py RECORD PARTIALS PARTS

Record and partials are in folders that all workers share. Spark tries a lost worker's parts again; parts that are there are not
verified again. Ends with the code of `verifier-cli merge`.
"""

import os
import shlex
import subprocess
import sys

from pyspark import SparkContext

# Each line of standard input is the number of a part.
WORKER = """set -eu
export RAYON_NUM_THREADS=1
while read -r number; do
    verifier-cli verify "$1" --shard "$number/$3" --partials "$2"
done"""


def main() -> int:
    record, partials, parts = sys.argv[1:]
    command = shlex.join(["sh", "-c", WORKER, "worker", record, partials, parts])
    context = SparkContext(appName="verify-record")
    numbers = context.parallelize(range(1, int(parts) + 1), int(parts))
    # Spark gives programs an empty environment. A worker that fails fails its task.
    numbers.pipe(command, {"PATH": os.environ["PATH"]}, checkCode=True).collect()
    context.stop()
    return subprocess.run(["verifier-cli", "merge", record, partials], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
