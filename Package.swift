// swift-tools-version: 6.2

import PackageDescription

// Without MemberImportVisibility: on Linux the compiler takes C's `timespec` for a member of whichever C module it loads
// first, which the order of the source files decides.
var settings: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

// Warnings are errors where it is decided whether a change lands, and nowhere else: a newer compiler may warn of more.
if Context.environment["CI"] != nil { settings.append(.treatAllWarnings(as: .error)) }

let strict = settings + [.strictMemorySafety()]

let package = Package(
    name: "swift-dataflow",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "Dataflow", targets: ["Dataflow"]),
        .library(name: "DataflowFiles", targets: ["DataflowFiles"]),
        .library(name: "DataflowTesting", targets: ["DataflowTesting"]),
        .executable(name: "dataflow-demo", targets: ["dataflow-demo"]),
        // For the benchmarks, which count with the demo's own parts.
        .library(name: "_DemoKit", targets: ["DemoKit"]),
    ],
    targets: [
        .target(name: "Dataflow", swiftSettings: strict),
        .target(name: "DataflowFiles", dependencies: ["Dataflow"], swiftSettings: strict),
        .target(name: "DataflowTesting", dependencies: ["Dataflow"], swiftSettings: strict),
        .target(name: "DemoKit", dependencies: ["Dataflow", "DataflowFiles"], swiftSettings: strict),
        .executableTarget(name: "dataflow-demo", dependencies: ["DemoKit"], swiftSettings: strict),
        .target(
            name: "DataflowProbes", dependencies: ["Dataflow", "DataflowTesting"], path: "Tests/DataflowProbes",
            swiftSettings: strict),
        .testTarget(
            name: "DataflowTests", dependencies: ["Dataflow", "DataflowTesting", "DataflowProbes"],
            swiftSettings: strict),
        .testTarget(
            name: "DataflowTestingTests", dependencies: ["Dataflow", "DataflowTesting", "DataflowProbes"],
            swiftSettings: strict),
        .testTarget(
            name: "DataflowContractTests", dependencies: ["Dataflow", "DataflowTesting", "DataflowProbes"],
            swiftSettings: strict),
        .testTarget(
            name: "DataflowConformanceTests", dependencies: ["Dataflow", "DataflowTesting", "DataflowProbes"],
            swiftSettings: strict),
        .testTarget(
            name: "DataflowStressTests", dependencies: ["Dataflow", "DataflowTesting", "DataflowProbes"],
            swiftSettings: strict),
        // The same snippets as an app would write them, under both defaults of isolation.
        .testTarget(
            name: "DataflowSnippetTests", dependencies: ["Dataflow", "DataflowProbes"], swiftSettings: strict),
        .testTarget(
            name: "DataflowMainActorTests", dependencies: ["Dataflow", "DataflowProbes"],
            swiftSettings: strict + [.defaultIsolation(MainActor.self)]),
        .testTarget(
            name: "DataflowExampleTests",
            dependencies: ["Dataflow", "DataflowFiles", "DataflowTesting", "DataflowProbes"],
            swiftSettings: strict),
        .testTarget(
            name: "DataflowFilesTests",
            dependencies: ["Dataflow", "DataflowFiles", "DataflowTesting", "DataflowProbes"], swiftSettings: strict),
        .testTarget(
            name: "DataflowMarbleTests", dependencies: ["Dataflow", "DataflowTesting"], exclude: ["Cases"],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "DataflowDemoTests",
            dependencies: ["Dataflow", "DataflowFiles", "DataflowProbes", "DemoKit", "dataflow-demo"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Every interleaving of the engine's lock-free code (Docs/Decisions/0013): `.ci/interleavings`. In this build the engine's
// atomics and pointers are stand-ins that stop before each access, so nothing else is built with it.
if Context.environment["DATAFLOW_INTERLEAVINGS"] != nil {
    settings.append(.define("DATAFLOW_INTERLEAVINGS"))
    package.products = []
    package.targets = [
        .target(name: "Dataflow", swiftSettings: settings),
        .testTarget(name: "DataflowInterleavingTests", dependencies: ["Dataflow"], swiftSettings: settings),
    ]
}
