// swift-tools-version: 6.2
import PackageDescription

let deskwright = { (product: String) in
    Target.Dependency.product(name: product, package: "deskwright")
}

let package = Package(
    name: "own-planner",
    dependencies: [
        // A package of your own names the repository's address here.
        .package(name: "deskwright", path: "../..")
    ],
    targets: [
        // The screen in memory that both programs work at.
        .target(name: "Desk", dependencies: [deskwright("DeskwrightMock")]),
        .executableTarget(
            name: "OwnPlanner",
            dependencies: [
                "Desk", deskwright("DeskwrightAgent"), deskwright("DeskwrightMock"),
            ]),
        .executableTarget(
            name: "AskAModel",
            dependencies: [
                "Desk", deskwright("DeskwrightAgent"), deskwright("DeskwrightMock"),
                deskwright("DeskwrightOpenAI"),
            ]),
        .executableTarget(
            name: "Screenshot",
            dependencies: [deskwright("DeskwrightX11")]),
    ]
)
