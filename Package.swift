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

/// The module of a folder of Sources. SwiftPM wants the name of every module to be the only one
/// in all packages together, and another package may well have a `Core` or an `HTTP` of its own.
func named(_ folder: String) -> String { "Deskwright" + folder }

func own(_ folders: [String]) -> [Target.Dependency] { folders.map { .target(name: named($0)) } }

func module(
    _ folder: String, _ folders: [String] = [], _ others: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .target(
        name: named(folder), dependencies: own(folders) + others, path: "Sources/" + folder,
        resources: resources, swiftSettings: strict)
}

func program(
    _ folder: String, name: String, _ folders: [String], _ others: [Target.Dependency]
) -> Target {
    .executableTarget(
        name: name, dependencies: own(folders) + others, path: "Sources/" + folder,
        swiftSettings: strict)
}

/// A C library of the system; `package` is the Debian package with its headers.
func library(_ folder: String, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(
        name: named(folder), path: "Sources/" + folder, pkgConfig: pkgConfig,
        providers: [.apt([package])])
}

func tests(
    _ name: String, _ folders: [String], _ others: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: own(folders + ["TestSupport"]) + others, exclude: exclude,
        swiftSettings: strict)
}

let package = Package(
    name: "deskwright",
    products: [
        .executable(name: "deskwright", targets: ["deskwright"]),
        // For developers: `make bench`.
        .executable(name: "deskwright-bench", targets: [named("Bench")]),

        // For other packages: the loop with its ports, and what may be plugged into them.
        .library(name: "DeskwrightAgent", targets: ["Core", "Images", "Agent"].map(named)),
        .library(name: "DeskwrightOpenAI", targets: ["Core", "HTTP", "OpenAI"].map(named)),
        .library(
            name: "DeskwrightX11", targets: ["Core", "Images", "Programs", "X11Backend"].map(named)),
        .library(name: "DeskwrightMock", targets: ["Core", "MockBackend"].map(named)),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
        // For developers: `make docs`.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    ],
    targets: [
        // Row 0: C libraries.
        library("CX11", pkgConfig: "x11", package: "libx11-dev"),
        library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
        library("CPNG", pkgConfig: "libpng", package: "libpng-dev"),
        library("CMessageDigest", package: "libmd-dev"),
        // Its own name alone: the library is loaded when it is first needed.
        .target(name: named("CTesseract"), path: "Sources/CTesseract"),
        .target(
            name: named("CShims"), dependencies: own(["CPNG"]), path: "Sources/CShims",
            linkerSettings: compressors),

        // Row 1
        module("Core"),

        // Row 2
        module("Images", ["Core", "CMessageDigest", "CShims"]),
        module("TaskFiles", ["Core"], ["Yams"]),
        module("HTTP", ["Core", "CCurl"]),
        module("Programs", ["Core"], [subprocess, systemPackage]),
        module("Reporters", ["Core"]),
        module("Sharding", ["Core"]),

        // Row 3
        module("X11Backend", ["Core", "CX11", "Programs"]),
        module("MockBackend", ["Core", "TaskFiles"]),
        module(
            "OpenAI", ["Core", "HTTP", "Images", "TaskFiles"],
            resources: [.embedInCode("Catalogue/models.yaml")]),
        module("Journals", ["Core", "Images"]),
        module("Sight", ["Core", "CShims", "CTesseract", "Images"]),

        // Row 4
        module("Agent", ["Core", "Images"]),
        module("Checks", ["Core", "Images", "Programs", "Sight"]),
        module("Scripts", ["Core", "Images", "Sight"]),
        module("Recordings", ["Core", "Images", "Journals", "Sight", "TaskFiles"]),

        // Row 5
        module(
            "Suites",
            ["Core", "Images", "Agent", "Checks", "Journals", "Programs", "Scripts", "Sight"]),
        module("StandIn", ["Core", "Images", "Sight", "TaskFiles"], [flyingFox, flyingSocks]),

        // Row 6
        program(
            "deskwright", name: "deskwright",
            [
                "Core", "Images", "TaskFiles", "HTTP", "Programs", "X11Backend", "MockBackend",
                "OpenAI", "Journals", "Checks", "Agent", "Sight", "Scripts", "Recordings", "Suites",
                "StandIn", "Reporters", "Sharding", "CShims",
            ], [argumentParser, flyingFox, flyingSocks]),

        // Programs that paint at known times, for tests and the bench.
        module("Miniatures", ["Core", "CX11", "X11Backend", "Agent"]),
        // Programs of all toolkits that say what reaches them, for tests and the bench.
        module("Toolkits", ["Core", "Programs", "X11Backend"]),
        program(
            "Bench", name: named("Bench"),
            [
                "Miniatures", "Toolkits", "Core", "CPNG", "CX11", "Agent", "HTTP", "Images",
                "Journals", "OpenAI", "Programs", "Sight", "X11Backend",
            ], [argumentParser]),

        module(
            "TestSupport", ["Toolkits", "Core", "CX11", "Images", "Programs", "X11Backend"],
            [subprocess]),
        tests("BenchTests", ["Bench", "Core"]),
        tests("CoreTests", ["Core"]),
        tests("ImagesTests", ["Core", "Images"], [subprocess, systemPackage]),
        tests("TaskFilesTests", ["Core", "TaskFiles"], exclude: ["Snapshots"]),
        tests("HTTPTests", ["Core", "HTTP"]),
        tests("ProgramsTests", ["Core", "Programs"]),
        tests("MockBackendTests", ["Core", "Images", "MockBackend"]),
        tests(
            "OpenAITests", ["Core", "HTTP", "Images", "OpenAI", "StandIn"], [flyingFox],
            exclude: ["Snapshots"]),
        tests("SightTests", ["Core", "Images", "Sight"]),
        tests("JournalsTests", ["Core", "Images", "Journals"], exclude: ["Snapshots"]),
        tests("ChecksTests", ["Core", "Checks", "Images", "Programs", "Sight"]),
        tests(
            "ScriptsTests",
            ["Agent", "Checks", "Core", "MockBackend", "Programs", "Scripts", "Sight"]),
        tests(
            "RecordingsTests",
            ["Core", "Images", "Journals", "Recordings", "Sight", "TaskFiles"]),
        tests("AgentTests", ["Core", "Agent"]),
        tests("ReportersTests", ["Core", "Reporters"]),
        tests("ShardingTests", ["Core", "Sharding"]),
        tests("SuitesTests", ["Core", "Suites"]),
        tests("StandInTests", ["StandIn", "Core", "Images", "TaskFiles"]),
        tests(
            "DesktopTests",
            ["Miniatures", "Toolkits", "Core", "Programs", "X11Backend", "MockBackend", "CX11"]),
        tests(
            "EndToEndTests", ["Core", "Images", "X11Backend"],
            ["deskwright", subprocess, systemPackage]),
        tests("RepoTests", ["TaskFiles"], ["deskwright", subprocess, systemPackage]),
    ]
)
