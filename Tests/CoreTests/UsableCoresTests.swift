import Testing

@testable import DeskwrightCore

struct UsableCoresTests {
    @Test(arguments: [
        // A container with a name space of its own, of version 2.
        ("0::/\n", ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], 2),
        ("0::/\n", ["/sys/fs/cgroup/cpu.max": "max 100000\n"], 16),
        ("0::/\n", ["/sys/fs/cgroup/cpu.max": "50000 100000\n"], 1),
        ("0::/\n", ["/sys/fs/cgroup/cpu.max": "250000 100000\n"], 3),
        // The tightest of the groups around it.
        (
            "0::/jobs/7\n",
            [
                "/sys/fs/cgroup/jobs/cpu.max": "400000 100000\n",
                "/sys/fs/cgroup/jobs/7/cpu.max": "max 100000\n",
            ], 4
        ),
        // Version 1.
        (
            "5:cpu,cpuacct:/pod\n4:memory:/pod\n",
            [
                "/sys/fs/cgroup/cpu/pod/cpu.cfs_quota_us": "300000\n",
                "/sys/fs/cgroup/cpu/pod/cpu.cfs_period_us": "100000\n",
            ], 3
        ),
        (
            "5:cpu:/\n",
            [
                "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
                "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            ], 16
        ),
        ("", [:], 16), ("nonsense\n0::\n", ["/sys/fs/cgroup/cpu.max": "a b"], 16),
        ("0::/\n", ["/sys/fs/cgroup/cpu.max": "900000000 100000\n"], 16),
    ])
    func aQuotaOfTimeCountsAsCores(groups: String, files: [String: String], count: Int) {
        #expect(UsableCores.count(online: 16, groups: groups) { files[$0] } == count)
    }

    @Test(
        arguments: [
            ("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2),
            ("Cpus_allowed_list:\t5", 1),
            ("Cpus_allowed_list:\t0-2,5,7-8\n", 6), ("Cpus_allowed_list:\t", nil), ("", nil),
            ("Cpus_allowed_list:\ta-b", nil), ("Cpus_allowed_list:\t9-1", nil),
        ] as [(String, Int?)])
    func coresThatAreAllowedAreCounted(status: String, count: Int?) {
        #expect(UsableCores.allowedCount(status) == count)
    }

    @Test func thereIsOneHere() {
        #expect(UsableCores.count >= 1)
    }
}
