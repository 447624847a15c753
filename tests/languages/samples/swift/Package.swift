// swift-tools-version:5.9
import PackageDescription // => imports PackageDescription

let package = Package( // => defines field package; instantiates PackageDescription.Package
    name: "shop",
    dependencies: [
        .package(url: "https://example.org/alamofire/Alamofire.git", from: "5.0.0"), // => unresolved calls .package
    ],
    targets: [
        .target(name: "Shop", dependencies: [.product(name: "Alamofire", package: "Alamofire")]), // => unresolved calls .product; unresolved calls .target
        .executableTarget(name: "App", dependencies: ["Shop"]), // => unresolved calls .executableTarget
        .testTarget(name: "ShopTests", dependencies: ["Shop"]), // => unresolved calls .testTarget
    ]
)
