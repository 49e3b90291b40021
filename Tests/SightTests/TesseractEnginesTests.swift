import Dispatch
import Synchronization
import Testing

@testable import DeskwrightSight

/// The engines that all readers of a process share.
@Suite struct TesseractEnginesTests {
    @Test func noMoreAreStartedThanThereMayBe() throws {
        let engines = TesseractEngines(count: 2)
        let seen = Mutex<[ObjectIdentifier: TesseractEngine]>([:])
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 12) { number in
            do {
                if number % 3 == 0 { try engines.start(for: "eng") }
                let lent = try engines.borrow(1 + number % 2, for: "eng")
                seen.withLock { seen in
                    for engine in lent { seen[ObjectIdentifier(engine)] = engine }
                }
                engines.giveBack(lent)
            } catch {
                failures.withLock { $0 += 1 }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect((1...2).contains(seen.withLock { $0.count }))
    }

    @Test func nobodyHasOneThatIsLent() throws {
        let engines = TesseractEngines(count: 2)
        let first = try engines.borrow(1, for: "eng")
        let others = try engines.borrow(9, for: "eng")
        #expect(others.count == 1 && others[0] !== first[0])
        engines.giveBack(first)
        #expect(try engines.borrow(1, for: "eng")[0] === first[0])
    }

    @Test func aLanguageThatIsMissingKeepsNoPlace() throws {
        let engines = TesseractEngines(count: 1)
        let first = try engines.borrow(1, for: "eng")
        engines.giveBack(first)
        #expect(throws: SightError.self) { try engines.borrow(1, for: "nowhere") }
        #expect(try engines.borrow(1, for: "eng")[0] === first[0])
    }
}
