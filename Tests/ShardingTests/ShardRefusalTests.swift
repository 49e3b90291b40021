import DeskwrightCore
import Testing

@testable import DeskwrightSharding

/// A shard that cannot be told is never taken for all tasks, or for another one.
struct ShardRefusalTests {
    @Test(arguments: [
        (
            "DESKWRIGHT_SHARD=3",
            """
            DESKWRIGHT_SHARD is "3", which is not a part, as 2/5
            hint: write which one of how many: DESKWRIGHT_SHARD=2/5 is the second of five
            """
        ),
        (
            "DESKWRIGHT_SHARD=4/3",
            """
            DESKWRIGHT_SHARD=4/3: there are only 3 shards
            hint: the last one is 3/3
            """
        ),
        (
            "DESKWRIGHT_SHARD_INDEX=1",
            """
            the environment says which shard this is (DESKWRIGHT_SHARD_INDEX=1), but nothing says how many there are
            hint: set DESKWRIGHT_SHARD_INDEX from 0 up and DESKWRIGHT_SHARD_TOTAL. On GitHub under `env:`: \
            DESKWRIGHT_SHARD_INDEX: ${{ strategy.job-index }} and DESKWRIGHT_SHARD_TOTAL: ${{ strategy.job-total }}
            """
        ),
        (
            "DESKWRIGHT_SHARD_INDEX= DESKWRIGHT_SHARD_TOTAL=4",
            """
            DESKWRIGHT_SHARD_TOTAL is 4, but nothing says which of the 4 shards this is
            hint: set DESKWRIGHT_SHARD_INDEX, too, from 0 up. On GitHub under `env:`: \
            DESKWRIGHT_SHARD_INDEX: ${{ strategy.job-index }} and DESKWRIGHT_SHARD_TOTAL: ${{ strategy.job-total }}
            """
        ),
        (
            "DESKWRIGHT_SHARD_INDEX=0 DESKWRIGHT_SHARD_TOTAL=0",
            """
            DESKWRIGHT_SHARD_TOTAL=0: there must be at least one shard
            hint: 1/1 is all tasks; leave it out to run them in one place
            """
        ),
        (
            "JOB_COMPLETION_INDEX=2",
            """
            Kubernetes says which shard this is (JOB_COMPLETION_INDEX=2), but nothing says how many there are
            hint: set DESKWRIGHT_SHARD_TOTAL under the container's `env:` to the `completions` of the Job
            """
        ),
        (
            "PARALLEL_SEQ=2",
            """
            GNU parallel says which shard this is (PARALLEL_SEQ=2), but nothing says how many there are
            hint: set DESKWRIGHT_SHARD_TOTAL to how many jobs it runs in all, or leave --shard out
            """
        ),
        (
            "PBS_ARRAY_INDEX=0 DESKWRIGHT_SHARD_TOTAL=4",
            """
            PBS_ARRAY_INDEX=0, but with 4 shards PBS counts from 1 to 4
            hint: number the array from 1, as `-J 1-4`, and set DESKWRIGHT_SHARD_TOTAL to its size; \
            or say with --shard i/n which part to run
            """
        ),
        (
            "BUILDKITE_PARALLEL_JOB=1 BUILDKITE_PARALLEL_JOB_COUNT=4 DESKWRIGHT_SHARD_TOTAL=8",
            """
            Buildkite says that there are 4 shards, and DESKWRIGHT_SHARD_TOTAL is 8
            hint: take DESKWRIGHT_SHARD_TOTAL away, or say with --shard i/n which part to run
            """
        ),
        (
            "CLOUD_RUN_TASK_INDEX=two CLOUD_RUN_TASK_COUNT=4",
            """
            CLOUD_RUN_TASK_INDEX is "two", which is not a whole number from 0 up
            hint: set it to a number, or say with --shard i/n which part to run
            """
        ),
        (
            "SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 "
                + "SLURM_ARRAY_TASK_STEP=1",
            """
            the array of Slurm has gaps, so which shard this is cannot be told: \
            3 tasks from 0 to 7 in steps of 1, and this is 5
            hint: number the array without gaps, as `--array=1-4`, or say with --shard i/n which part to run
            """
        ),
        (
            "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_STEP=1",
            """
            SLURM_ARRAY_TASK_COUNT is not set, which Slurm sets in every task of an array
            hint: say with --shard i/n which part to run, i from 1 up
            """
        ),
        (
            "SGE_TASK_ID=5 SGE_TASK_FIRST=2 SGE_TASK_LAST=10 SGE_TASK_STEPSIZE=4",
            """
            the array of Grid Engine has gaps, so which shard this is cannot be told: \
            from 2 to 10 in steps of 4, and this is 5
            hint: number the array without gaps, as `-t 1-4`, or say with --shard i/n which part to run
            """
        ),
        (
            "LSB_JOBINDEX=4 LSB_JOBINDEX_END=9 LSB_JOBINDEX_STEP=2",
            """
            the array of LSF has gaps, so which shard this is cannot be told: \
            from 1 to 9 in steps of 2, and this is 4
            hint: number the array without gaps, as `-J "name[1-4]"`, or say with --shard i/n which part to run
            """
        ),
    ])
    func whatCannotBeToldIsAnErrorForPeople(variables: String, text: String) {
        let error = #expect(throws: ShardError.self) {
            try ShardDetection(environment: environment(variables))
        }
        #expect(error?.description == text)
        #expect(error?.kind == .usage)
    }

    /// What broken or hostile scripts may set: an error, and no trap in the arithmetic.
    @Test(arguments: [
        ("2", "4", "5", "1", "1"), ("1", "0", "1", "4", "1"), ("1", "4", "1", "4", "0"),
        ("1", "4", "4", "1", "1"), ("1", "1", "1", "0", "2"), ("9", "4", "1", "4", "1"),
        ("0", "4", "1", "4", "1"), ("1", "4", "1", "999999999999999", "1"),
        ("999999999999999", "1", "0", "999999999999999", "999999999999999"),
        ("4294967294", "", "", "", ""), ("1", "9223372036854775807", "1", "4", "1"),
        ("-1", "4", "-1", "2", "1"), ("1", "4", "1", "4", "-1"),
    ])
    func slurmVariablesThatContradictEachOtherAreRefused(
        id: String, count: String, min: String, max: String, step: String
    ) {
        #expect(throws: ShardError.self) {
            try ShardDetection(environment: [
                "SLURM_ARRAY_TASK_ID": id, "SLURM_ARRAY_TASK_COUNT": count,
                "SLURM_ARRAY_TASK_MIN": min, "SLURM_ARRAY_TASK_MAX": max,
                "SLURM_ARRAY_TASK_STEP": step,
            ])
        }
    }
}
