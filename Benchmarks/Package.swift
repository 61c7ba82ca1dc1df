// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// A package of its own, so that the engine's manifest names no dependency: what is here is measured or tried, not
// shipped.
let package = Package(
    name: "dataflow-benchmarks",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dataflow-bench", targets: ["dataflow-bench"])
    ],
    dependencies: [
        .package(name: "swift-dataflow", path: ".."),
        .package(url: "https://github.com/apple/swift-async-algorithms", exact: "1.1.4"),
        .package(url: "https://github.com/OpenCombine/OpenCombine", exact: "0.14.0"),
    ],
    targets: [
        .target(name: "AllocationCounter"),
        .target(name: "Rings"),
        .target(name: "BenchKit", dependencies: ["AllocationCounter"], swiftSettings: settings),
        // What the engine does with Combine, by links to its files: here it runs, against OpenCombine.
        .target(
            name: "CombineInterop",
            dependencies: [
                .product(name: "Dataflow", package: "swift-dataflow"),
                .product(name: "OpenCombine", package: "OpenCombine"),
            ],
            swiftSettings: settings + [.define("DATAFLOW_OPENCOMBINE")]
        ),
        .testTarget(
            name: "CombineInteropTests",
            dependencies: [
                "CombineInterop",
                .product(name: "Dataflow", package: "swift-dataflow"),
                .product(name: "OpenCombine", package: "OpenCombine"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "dataflow-bench",
            dependencies: [
                "BenchKit",
                "Rings",
                .product(name: "_DemoKit", package: "swift-dataflow"),
                .product(name: "Dataflow", package: "swift-dataflow"),
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "OpenCombine", package: "OpenCombine"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
