import DeskwrightCore
import Testing

@testable import DeskwrightSharding

struct ShardDetectionTests {
    @Test(arguments: [
        // Our own variables, which go before any engine's.
        ("DESKWRIGHT_SHARD=2/4", "shard 2/4, from the environment: DESKWRIGHT_SHARD=2/4"),
        (
            "DESKWRIGHT_SHARD=2/4 DESKWRIGHT_SHARD_TOTAL=9 SLURM_ARRAY_TASK_ID=x",
            "shard 2/4, from the environment: DESKWRIGHT_SHARD=2/4"
        ),
        (
            "DESKWRIGHT_SHARD_INDEX=0 DESKWRIGHT_SHARD_TOTAL=4 GITHUB_ACTIONS=true",
            "shard 1/4, from the environment: DESKWRIGHT_SHARD_INDEX=0"
        ),
        (
            "DESKWRIGHT_SHARD_INDEX=3 DESKWRIGHT_SHARD_TOTAL=4 GITLAB_CI=true CI_NODE_INDEX=1 CI_NODE_TOTAL=2",
            "shard 4/4, from the environment: DESKWRIGHT_SHARD_INDEX=3"
        ),
        // A job of CI that starts an array of a cluster, which inherits its variables.
        (
            "GITLAB_CI=true CI_NODE_INDEX=1 CI_NODE_TOTAL=3 SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=4 "
                + "SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_STEP=1",
            "shard 4/4, from Slurm: SLURM_ARRAY_TASK_ID=4"
        ),
        // A job of CI that is one of one, and starts many by itself.
        (
            "CIRCLECI=true CIRCLE_NODE_INDEX=0 CIRCLE_NODE_TOTAL=1 PARALLEL_SEQ=3 DESKWRIGHT_SHARD_TOTAL=3",
            "shard 3/3, from GNU parallel: PARALLEL_SEQ=3"
        ),
        // Two totals that agree.
        (
            "BUILDKITE_PARALLEL_JOB=1 BUILDKITE_PARALLEL_JOB_COUNT=2 DESKWRIGHT_SHARD_TOTAL=2",
            "shard 2/2, from Buildkite: BUILDKITE_PARALLEL_JOB=1"
        ),
        // A total that the engine forgot.
        (
            "AWS_BATCH_JOB_ARRAY_INDEX=1 DESKWRIGHT_SHARD_TOTAL=2",
            "shard 2/2, from AWS Batch: AWS_BATCH_JOB_ARRAY_INDEX=1"
        ),
        (
            "SEMAPHORE_CURRENT_JOB=1 SEMAPHORE_JOB_COUNT=2",
            "shard 1/2, from Semaphore: SEMAPHORE_CURRENT_JOB=1"
        ),
        (
            "SGE_TASK_ID=6 SGE_TASK_FIRST=2 SGE_TASK_LAST=10 SGE_TASK_STEPSIZE=4",
            "shard 2/3, from Grid Engine: SGE_TASK_ID=6"
        ),
        // The last index need not be one that there is: 0, 4 and 8.
        (
            "SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=10 "
                + "SLURM_ARRAY_TASK_STEP=4",
            "shard 3/3, from Slurm: SLURM_ARRAY_TASK_ID=8"
        ),
        ("LSB_JOBINDEX=3 LSB_JOBINDEX_END=4", "shard 3/4, from LSF: LSB_JOBINDEX=3"),
        (
            "PBS_ARRAYID=2 DESKWRIGHT_SHARD_TOTAL=4", "shard 2/4, from PBS: PBS_ARRAYID=2"
        ),
    ])
    func theFirstWordOfAShardCounts(variables: String, words: String) throws {
        #expect(try ShardDetection(environment: environment(variables)).inWords == words)
    }

    @Test(arguments: [
        ("", "all tasks, since nothing tells of shards"),
        (
            "DESKWRIGHT_SHARD= DESKWRIGHT_SHARD_INDEX= DESKWRIGHT_SHARD_TOTAL=",
            "all tasks, since nothing tells of shards"
        ),
        ("DESKWRIGHT_SHARD_TOTAL=1", "all tasks, since nothing tells of shards"),
        ("DESKWRIGHT_SHARD=1/1", "all tasks, from the environment: DESKWRIGHT_SHARD=1/1"),
        // Heroku's CI counts from 0 in variables of GitLab's names.
        ("CI_NODE_INDEX=1 CI_NODE_TOTAL=4", "all tasks, since nothing tells of shards"),
        ("CIRCLE_NODE_INDEX=1 CIRCLE_NODE_TOTAL=4", "all tasks, since nothing tells of shards"),
        // Without `parallel:` there is a total, but no index.
        ("GITLAB_CI=true CI_NODE_TOTAL=1", "all tasks, since nothing tells of shards"),
        (
            "CIRCLECI=true CIRCLE_NODE_INDEX=0 CIRCLE_NODE_TOTAL=1",
            "all tasks, from CircleCI: CIRCLE_NODE_INDEX=0"
        ),
        (
            "SYSTEM_JOBPOSITIONINPHASE=1 SYSTEM_TOTALJOBSINPHASE=1",
            "all tasks, from Azure Pipelines: SYSTEM_JOBPOSITIONINPHASE=1"
        ),
        (
            "SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined SGE_TASK_LAST=undefined SGE_TASK_STEPSIZE=undefined",
            "all tasks, since nothing tells of shards"
        ),
        ("LSB_JOBINDEX=0", "all tasks, since nothing tells of shards"),
        ("SLURM_JOB_ID=7 SLURM_PROCID=0", "all tasks, since nothing tells of shards"),
    ])
    func aJobThatIsNotOneOfSeveralRunsAllTasks(variables: String, words: String) throws {
        let detection = try ShardDetection(environment: environment(variables))
        #expect(detection.shard == Shard(index: 1, count: 1))
        #expect(detection.inWords == words)
    }

    @Test(arguments: [
        ("GITHUB_ACTIONS=true", true), ("", false),
        ("GITHUB_ACTIONS=true DESKWRIGHT_SHARD=1/2", false),
    ])
    func onGitHubThereIsAHintHowItsMatrixIsTold(variables: String, isHinted: Bool) throws {
        let hint = try ShardDetection(environment: environment(variables)).hint
        #expect(
            hint
                == (isHinted
                    ? "On GitHub under `env:`: DESKWRIGHT_SHARD_INDEX: ${{ strategy.job-index }} and "
                        + "DESKWRIGHT_SHARD_TOTAL: ${{ strategy.job-total }}" : nil))
    }

    /// Engines that number their jobs themselves: the index, the total, the first index, what marks its jobs.
    static let engines: [(index: String, total: String, base: Int, flag: String)] = [
        ("DESKWRIGHT_SHARD_INDEX", "DESKWRIGHT_SHARD_TOTAL", 0, ""),
        ("JOB_COMPLETION_INDEX", "DESKWRIGHT_SHARD_TOTAL", 0, ""),
        ("PARALLEL_SEQ", "DESKWRIGHT_SHARD_TOTAL", 1, ""),
        ("PBS_ARRAY_INDEX", "DESKWRIGHT_SHARD_TOTAL", 1, ""),
        ("CI_NODE_INDEX", "CI_NODE_TOTAL", 1, "GITLAB_CI=true"),
        ("BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0, ""),
        ("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0, "CIRCLECI=true"),
        ("SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", 1, ""),
        ("BITBUCKET_PARALLEL_STEP", "BITBUCKET_PARALLEL_STEP_COUNT", 0, ""),
        ("SEMAPHORE_JOB_INDEX", "SEMAPHORE_JOB_COUNT", 1, ""),
        ("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0, ""),
        ("CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT", 0, ""),
    ]

    @Test(arguments: engines)
    func theJobsOfAnEngineAreAllShardsOnce(
        index: String, total: String, base: Int, flag: String
    ) throws {
        for count in 1...5 {
            let shards = try (base..<base + count).map {
                try ShardDetection(
                    environment: environment("\(index)=\($0) \(total)=\(count) \(flag)")
                ).shard
            }
            #expect(shards == (1...count).map { Shard(index: $0, count: count) })
        }
    }

    @Test(arguments: engines)
    func anIndexOutsideOfAnEnginesOwnIsRefused(
        index: String, total: String, base: Int, flag: String
    ) {
        for outside in [base - 1, base + 4] where outside >= 0 {
            let error = #expect(throws: ShardError.self) {
                try ShardDetection(
                    environment: environment("\(index)=\(outside) \(total)=4 \(flag)"))
            }
            #expect(error?.message.hasPrefix("\(index)=\(outside), but with 4 shards ") == true)
            #expect(error?.message.hasSuffix(" counts from \(base) to \(base + 3)") == true)
            #expect(error?.hint != nil)
        }
    }

    @Test(arguments: engines.filter { $0.total != "DESKWRIGHT_SHARD_TOTAL" })
    func anEnginesTotalAndOursMustAgree(index: String, total: String, base: Int, flag: String) {
        #expect(throws: ShardError.self) {
            try ShardDetection(
                environment: environment("\(index)=1 \(total)=4 \(flag) DESKWRIGHT_SHARD_TOTAL=8"))
        }
    }

    @Test(arguments: [0, 1, 5], [1, 2, 7])
    func theTasksOfAnEvenSlurmArrayAreAllShardsOnce(first: Int, step: Int) throws {
        for count in 1...6 {
            let last = first + (count - 1) * step
            let shards = try stride(from: first, through: last, by: step).map {
                try ShardDetection(
                    environment: environment(
                        "SLURM_ARRAY_TASK_ID=\($0) SLURM_ARRAY_TASK_COUNT=\(count) SLURM_ARRAY_TASK_MIN=\(first) "
                            + "SLURM_ARRAY_TASK_MAX=\(last) SLURM_ARRAY_TASK_STEP=\(step)")
                ).shard
            }
            #expect(shards == (1...count).map { Shard(index: $0, count: count) })
        }
    }
}

/// Variables as `env` prints them, with blanks between.
func environment(_ text: String) -> [String: String] {
    Dictionary(
        uniqueKeysWithValues: text.split(separator: " ").compactMap { setting in
            setting.firstIndex(of: "=").map {
                (String(setting[..<$0]), String(setting[setting.index(after: $0)...]))
            }
        })
}
