import DeskwrightCore
import DeskwrightTaskFiles

/// The models whose limits and prices are known: the built-in file `models.yaml`, and a user's own.
public struct ModelCatalogue: Sendable {
    var entries: [String: ModelFacts] = [:]
    /// Where `model: auto` goes.
    package internal(set) var routes = ModelRoutes()

    /// The built-in catalogue alone.
    public static let builtIn: ModelCatalogue = {
        let text = String(decoding: PackageResources.models_yaml, as: UTF8.self)
        do throws(FileFaults) {
            return try ModelCatalogue().adding(text: text, path: "models.yaml")
        } catch {
            preconditionFailure("the built-in catalogue has faults: \(error.message)")
        }
    }()

    /// The built-in catalogue with a user's file, whose entries come first.
    ///
    /// - Throws: All faults of the file, each with its place.
    public static func read(path: String) throws(FileFaults) -> ModelCatalogue {
        let known = builtIn
        return try YAMLFile.read(path: path) { known.adding($0) }
    }

    func adding(text: String, path: String) throws(FileFaults) -> ModelCatalogue {
        try YAMLFile.parse(text: text, path: path, adding)
    }

    private func adding(_ root: YAMLValue) -> ModelCatalogue? {
        CatalogueReader.catalogue(root, onTopOf: self)
    }

    /// The names in the catalogue.
    public var names: [String] { entries.keys.sorted() }

    /// What is known of a model, by its name with or without a date.
    ///
    /// A variant that is not listed is taken for one of its family, but has a price and an end of its
    /// own; a model of no known family gets what every model takes.
    public func facts(for model: String) -> ModelFacts {
        let listed = entries.filter { model == $0.key || isDated(model, $0.key) }
        if var facts = longest(listed) {
            facts.name = model
            return facts
        }
        let family = longest(entries.filter { model.hasPrefix($0.key + "-") })
        var facts = family ?? ModelFacts(name: model)
        facts.name = model
        facts.isKnown = family != nil
        (facts.price, facts.end, facts.successor) = (nil, nil, nil)
        return facts
    }

    private func longest(_ entries: [String: ModelFacts]) -> ModelFacts? {
        entries.max { $0.key.count < $1.key.count }?.value
    }

    /// Whether a name is another one with a date, as `gpt-5.4-2026-03-05` is of `gpt-5.4`.
    private func isDated(_ model: String, _ name: String) -> Bool {
        guard model.hasPrefix(name + "-") else { return false }
        return CalendarDay(String(model.dropFirst(name.count + 1))) != nil
    }
}
