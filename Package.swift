// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// ISA-L is linked where it is installed; without it zlib compresses, which is slower.
let compressors: [LinkerSetting] =
    ["/usr/include", "/usr/local/include"].contains {
        FileManager.default.fileExists(atPath: $0 + "/isa-l/igzip_lib.h")
    } ? [.linkedLibrary("isal"), .linkedLibrary("z")] : [.linkedLibrary("z")]

/// Every Swift target: language mode 6, no warnings, and imports that say what they use.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

func module(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
        swiftSettings: strict)
}

let package = Package(
    name: "deskwright",
    products: [
        .executable(name: "deskwright", targets: ["deskwright"]),
        // For developers: `make bench`.
        .executable(name: "deskwright-bench", targets: ["Bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    ],
    targets: [
        // Row 0: C libraries.
        .systemLibrary(name: "CX11", pkgConfig: "x11", providers: [.apt(["libx11-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CMessageDigest", providers: [.apt(["libmd-dev"])]),
        .target(
            name: "CShims", dependencies: ["CPNG"],
            linkerSettings: compressors),

        // Row 1
        module("Core", []),

        // Row 2
        module("Images", ["Core", "CMessageDigest", "CShims"]),
        module("TaskFiles", ["Core", "Yams"]),
        module("HTTP", ["Core", "CCurl"]),
        module("Programs", ["Core", subprocess, systemPackage]),

        // Row 3
        module("X11Backend", ["Core", "CX11", "Programs"]),
        module("MockBackend", ["Core", "TaskFiles"]),
        .target(
            name: "OpenAI", dependencies: ["Core", "HTTP", "Images", "TaskFiles"],
            resources: [.embedInCode("Catalogue/models.yaml")], swiftSettings: strict),
        module("Journals", ["Core", "Images"]),
        module("Checks", ["Core", "Programs"]),

        // Row 4
        module("Agent", ["Core", "Images"]),

        // Row 5
        module("Suites", ["Core", "Agent", "Checks", "Journals", "Programs"]),
        module("StandIn", ["Core", "Images", "TaskFiles", flyingFox, flyingSocks]),

        // Row 6
        .executableTarget(
            name: "deskwright",
            dependencies: [
                "Core", "Images", "TaskFiles", "HTTP", "Programs", "X11Backend", "MockBackend",
                "OpenAI", "Journals", "Checks", "Agent", "Suites", "StandIn", argumentParser,
            ],
            swiftSettings: strict),

        // Programs that paint at known times, for tests and the bench.
        module("Miniatures", ["Core", "CX11", "X11Backend", "Agent"]),
        // Programs of all toolkits that say what reaches them, for tests and the bench.
        module("Toolkits", ["Core", "Programs", "X11Backend"]),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Miniatures", "Toolkits", "Core", "CPNG", "CX11", "Agent", "HTTP", "Images",
                "Journals", "OpenAI", "Programs", "X11Backend", argumentParser,
            ],
            swiftSettings: strict),

        module(
            "TestSupport",
            ["Toolkits", "Core", "CX11", "Images", "Programs", "X11Backend", subprocess]),
        tests("BenchTests", ["Bench", "Core"]),
        tests("CoreTests", ["Core"]),
        tests("ImagesTests", ["Core", "Images", subprocess, systemPackage]),
        tests("TaskFilesTests", ["TaskFiles"], exclude: ["Snapshots"]),
        tests("HTTPTests", ["Core", "HTTP"]),
        tests("ProgramsTests", ["Core", "Programs"]),
        tests("MockBackendTests", ["Core", "Images", "MockBackend"]),
        tests(
            "OpenAITests", ["Core", "HTTP", "Images", "OpenAI", "StandIn", flyingFox],
            exclude: ["Snapshots"]),
        tests("JournalsTests", ["Core", "Images", "Journals"], exclude: ["Snapshots"]),
        tests("ChecksTests", ["Core", "Checks", "Programs"]),
        tests("AgentTests", ["Core", "Agent"]),
        tests("StandInTests", ["StandIn", "Core", "Images", "TaskFiles"]),
        tests(
            "DesktopTests",
            ["Miniatures", "Toolkits", "Core", "Programs", "X11Backend", "MockBackend", "CX11"]),
        tests(
            "EndToEndTests",
            ["Core", "Images", "X11Backend", "deskwright", subprocess, systemPackage]),
        tests("RepoTests", ["TaskFiles", "deskwright", subprocess, systemPackage]),
    ]
)
