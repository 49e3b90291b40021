import DeskwrightCore

/// The model that `model: auto` stands for: the name of no model of the service.
package let automaticModel = "auto"

/// Which model a goal goes to, by how hard it is taken to be.
///
/// The table stands in the catalogue, under `routes`; a user's own catalogue may change any line.
package struct ModelRoutes: Sendable, Hashable {
    /// Sorts the goal; it is told the goal in words and sees no screen.
    package internal(set) var sorter = Route(model: "")
    var byDifficulty: [Difficulty: Route] = [:]

    /// Where goals of a difficulty go.
    package subscript(difficulty: Difficulty) -> Route {
        guard let route = byDifficulty[difficulty] else {
            preconditionFailure("the built-in catalogue has a route for each difficulty")
        }
        return route
    }

    /// A model with the effort that it is asked at; `nil` leaves the effort to the model.
    package struct Route: Sendable, Hashable {
        package var model: String
        package var effort: ReasoningEffort?
    }

    /// All models of the table.
    package var all: [Route] { [sorter] + Difficulty.allCases.map { self[$0] } }

    /// How hard a goal is to reach; the raw values are the sorter's words and the table's.
    package enum Difficulty: String, Sendable, Hashable, CaseIterable {
        case simple, medium, complex

        /// The next harder one; `nil` for the hardest.
        var harder: Difficulty? {
            switch self {
            case .simple: .medium
            case .medium: .complex
            case .complex: nil
            }
        }
    }
}

extension ModelRoutes.Route: CustomStringConvertible {
    /// As `gpt-5.4 at effort low`.
    package var description: String {
        effort.map { "\(model) at effort \($0.rawValue)" } ?? model
    }
}
