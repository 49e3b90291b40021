#!/bin/sh
# Runs the tasks of the image as an array job of AWS Batch, waits, and joins the shards. docs/ci/aws-batch.md
#
#   aws batch register-job-definition --cli-input-json file://deploy/aws-batch/job-definition.json
#   deploy/aws-batch/run-tasks.sh QUEUE SHARDS
set -eu
queue=$1
shards=$2
run=$(date +%Y%m%d-%H%M%S)

# The words of a command for a container, with the name of this run among the variables.
overrides() {
    printf '{"environment": [{"name": "RUN", "value": "%s"}]%s}' "$run" "$1"
}

# A job that depends on another fails with it: this waits itself, so that there is a report of failed tasks.
# A question that AWS does not answer says nothing of the job; ten in a row end the script.
finish() {
    unanswered=0
    while :; do
        if state=$(aws batch describe-jobs --jobs "$1" --query 'jobs[0].status' --output text); then
            unanswered=0
            case $state in
            SUCCEEDED | FAILED) break ;;
            esac
        else
            unanswered=$((unanswered + 1))
            if [ $unanswered = 10 ]; then
                echo "$2: what became of job $1 cannot be found out" >&2
                exit 3
            fi
        fi
        sleep 15
    done
    echo "$2: $state"
}

tasks=$(aws batch submit-job --job-name "deskwright-$run" --job-queue "$queue" --job-definition deskwright \
    --array-properties "size=$shards" --container-overrides "$(overrides '')" --query jobId --output text)
finish "$tasks" tasks
outcome=$state

script="cd /results/$run && deskwright merge --allow-missing --out merged --reporter line,html=report shards/*"
merge=$(aws batch submit-job --job-name "deskwright-$run-merge" --job-queue "$queue" --job-definition deskwright \
    --container-overrides "$(overrides ", \"command\": [\"sh\", \"-c\", \"$script\"]")" --query jobId --output text)
finish "$merge" merge
echo "the report is in $run/report of the file system"
[ "$outcome" = SUCCEEDED ] && [ "$state" = SUCCEEDED ]
