#!/bin/sh
# Runs task files as a Slurm array: each job of it is a shard.
#
#   job=$(sbatch --parsable --array=1-4 deploy/slurm/run-tasks.sh tasks)
#   sbatch --dependency=afterany:$job --wrap 'deskwright merge --exit-code --out merged shards/*'
#
# OUT is where the shards go, on a disk that all nodes share; DESKWRIGHT is the program.
#SBATCH --job-name=deskwright
#SBATCH --ntasks=1
set -eu
exec "${DESKWRIGHT:-deskwright}" run --shard auto --out "${OUT:-shards}/$SLURM_ARRAY_TASK_ID" "$@"
