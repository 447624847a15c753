import XCTest // => imports XCTest
@testable import Shop // => imports Shop

final class OwnerTests: XCTestCase { // => defines class OwnerTests; inherits XCTest.XCTestCase
    func testBadge() { // => defines method OwnerTests.testBadge
        let badge = shared.badge() // => calls Shop.Owner.badge (inferred)
        badge.show() // => calls Shop.Owner.Badge.show (inferred)
        XCTAssertEqual(badge.text, "x") // => calls XCTest.XCTAssertEqual
        #if os(macOS)
        helper(1) // => calls Shop.helper
        #else
        helper(label: "two")
        #endif
    }
}
