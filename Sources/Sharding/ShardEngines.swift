/// The engines that are known, in the order in which they are asked.
///
/// Arrays of a cluster come first: a job of a CI service may start one, which inherits variables.
enum ShardEngines {
    static let all: [any ShardEngine] = [own] + arrays + containers + services + [parallel]

    /// What nothing names itself, the user may: the pair for GitHub, Nomad, Ray and others.
    static let own = NumberedJobs(
        name: "the environment", indices: [ShardVariables.index], base: 0,
        total: ShardVariables.total,
        hint: "set \(ShardVariables.index) from 0 up and \(ShardVariables.total). \(gitHubMapping)")

    /// GitHub tells a job its place in the matrix in expressions only.
    static let gitHubMapping =
        "On GitHub under `env:`: \(ShardVariables.index): ${{ strategy.job-index }} and "
        + "\(ShardVariables.total): ${{ strategy.job-total }}"

    private static let arrays: [any ShardEngine] = [
        // `-a 0,5,7` has COUNT=3, MIN=0, MAX=7 and STEP=1: the count shows the gaps.
        JobArray(
            name: "Slurm", index: "SLURM_ARRAY_TASK_ID", first: "SLURM_ARRAY_TASK_MIN",
            last: "SLURM_ARRAY_TASK_MAX", step: "SLURM_ARRAY_TASK_STEP",
            count: "SLURM_ARRAY_TASK_COUNT", example: "`--array=1-4`"),
        JobArray(
            name: "Grid Engine", index: "SGE_TASK_ID", outside: ["undefined", "0"],
            first: "SGE_TASK_FIRST", last: "SGE_TASK_LAST", step: "SGE_TASK_STEPSIZE",
            example: "`-t 1-4`"),
        // It says neither the first index nor how many there are: gaps cannot be seen.
        JobArray(
            name: "LSF", index: "LSB_JOBINDEX", outside: ["0"], last: "LSB_JOBINDEX_END",
            step: "LSB_JOBINDEX_STEP", example: "`-J \"name[1-4]\"`"),
        // The first index is the user's choice, and not told; 1 is the custom.
        NumberedJobs(
            name: "PBS", indices: ["PBS_ARRAY_INDEX", "PBS_ARRAYID"], base: 1,
            hint:
                "number the array from 1, as `-J 1-4`, and set \(ShardVariables.total) to its size; "
                + "or say with --shard i/n which part to run"),
    ]

    private static let containers: [any ShardEngine] = [
        NumberedJobs(
            name: "Kubernetes", indices: ["JOB_COMPLETION_INDEX"], base: 0,
            hint:
                "set \(ShardVariables.total) under the container's `env:` to the `completions` of the Job"
        ),
        NumberedJobs(
            name: "AWS Batch", indices: ["AWS_BATCH_JOB_ARRAY_INDEX"], base: 0,
            total: "AWS_BATCH_JOB_ARRAY_SIZE"),
        NumberedJobs(
            name: "Cloud Run", indices: ["CLOUD_RUN_TASK_INDEX"], base: 0,
            total: "CLOUD_RUN_TASK_COUNT"),
    ]

    private static let services: [any ShardEngine] = [
        // Heroku CI has the same name, counted from 0.
        NumberedJobs(
            name: "GitLab", indices: ["CI_NODE_INDEX"], base: 1, total: "CI_NODE_TOTAL",
            flag: "GITLAB_CI"),
        NumberedJobs(
            name: "Buildkite", indices: ["BUILDKITE_PARALLEL_JOB"], base: 0,
            total: "BUILDKITE_PARALLEL_JOB_COUNT"),
        NumberedJobs(
            name: "CircleCI", indices: ["CIRCLE_NODE_INDEX"], base: 0, total: "CIRCLE_NODE_TOTAL",
            flag: "CIRCLECI"),
        NumberedJobs(
            name: "Azure Pipelines", indices: ["SYSTEM_JOBPOSITIONINPHASE"], base: 1,
            total: "SYSTEM_TOTALJOBSINPHASE"),
        NumberedJobs(
            name: "Bitbucket", indices: ["BITBUCKET_PARALLEL_STEP"], base: 0,
            total: "BITBUCKET_PARALLEL_STEP_COUNT"),
        NumberedJobs(
            name: "Semaphore", indices: ["SEMAPHORE_JOB_INDEX", "SEMAPHORE_CURRENT_JOB"], base: 1,
            total: "SEMAPHORE_JOB_COUNT"),
    ]

    /// Last, since any of the others may start it for purposes of its own.
    private static let parallel = NumberedJobs(
        name: "GNU parallel", indices: ["PARALLEL_SEQ"], base: 1,
        hint: "set \(ShardVariables.total) to how many jobs it runs in all, or leave --shard out")
}
