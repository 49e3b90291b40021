import DeskwrightCore
import DeskwrightTaskFiles

/// From YAML to models; each function returns `nil` after it reported a fault.
enum CatalogueReader {
    static func catalogue(
        _ root: YAMLValue, onTopOf known: ModelCatalogue
    ) -> ModelCatalogue? {
        guard let fields = root.fields(["version", "routes", "models"]) else { return nil }
        if let version = fields.required("version"), let number = version.int(), number != 1 {
            version.fault("this reader knows version 1, not \(number)")
        }
        var all = known
        if let value = fields["routes"] { addRoutes(value, to: &all.routes) }
        let models = fields["routes"] == nil ? fields.required("models") : fields["models"]
        for (key, value) in models?.entries() ?? [] {
            guard let name = key.filledString() else { continue }
            if let model = model(name, value, among: all.entries) { all.entries[name] = model }
        }
        return all
    }

    private static func addRoutes(_ value: YAMLValue, to routes: inout ModelRoutes) {
        let difficulties = ModelRoutes.Difficulty.allCases
        guard let fields = value.fields(["sorter"] + difficulties.map(\.rawValue)) else { return }
        routes.sorter = fields["sorter"].flatMap(route) ?? routes.sorter
        for difficulty in difficulties {
            guard let route = fields[difficulty.rawValue].flatMap(route) else { continue }
            routes.byDifficulty[difficulty] = route
        }
    }

    private static func route(_ value: YAMLValue) -> ModelRoutes.Route? {
        guard let fields = value.fields(["model", "effort"]),
            let name = fields.required("model")?.filledString()
        else { return nil }
        guard name != automaticModel else {
            fields["model"]?.fault(
                "a route cannot go to \(automaticModel)", hint: "name a model of the service")
            return nil
        }
        return ModelRoutes.Route(
            model: name, effort: fields["effort"]?.choice(of: ReasoningEffort.self))
    }

    private static func model(
        _ name: String, _ value: YAMLValue, among known: [String: ModelFacts]
    ) -> ModelFacts? {
        guard
            let fields = value.fields([
                "like", "context", "price", "cliff", "images", "efforts", "tools", "apis",
                "compaction", "ends", "successor",
            ])
        else { return nil }
        guard var facts = base(name, fields["like"], among: known) else { return nil }
        facts.contextTokens = fields["context"]?.int(in: tokens) ?? facts.contextTokens
        if let value = fields["price"] {
            facts.price = price(value, cliff: facts.price?.cliff)
        }
        if let value = fields["cliff"] { setCliff(of: &facts, value) }
        facts.images = fields["images"].flatMap(images) ?? facts.images
        if let list = fields["efforts"]?.list() {
            facts.efforts = list.compactMap { $0.choice(of: ReasoningEffort.self) }
        }
        if let list = fields["tools"]?.list() {
            facts.tools = list.compactMap { $0.choice(of: ComputerTool.self) }
        }
        if let list = fields["apis"]?.list() {
            facts.apis = list.compactMap { $0.choice(of: ModelAPI.self) }
        }
        facts.compacts = fields["compaction"]?.bool() ?? facts.compacts
        if let value = fields["ends"] { facts.end = day(value) }
        facts.successor = fields["successor"]?.filledString() ?? facts.successor
        return facts
    }

    private static let tokens = 1...1_000_000_000

    /// What an entry takes over: from the one that it is like, else from the one of its name.
    private static func base(
        _ name: String, _ like: YAMLValue?, among known: [String: ModelFacts]
    ) -> ModelFacts? {
        guard let like else { return known[name] ?? ModelFacts(name: name) }
        guard let other = like.filledString() else { return nil }
        guard var facts = known[other] else {
            like.fault(
                "no model \(quoted(other)) stands before this one",
                hint: "known are " + known.keys.sorted().joined(separator: ", "))
            return nil
        }
        (facts.name, facts.end, facts.successor) = (name, nil, nil)
        return facts
    }

    private static func price(_ value: YAMLValue, cliff: Price.Cliff?) -> Price? {
        guard let fields = value.fields(["input", "cached", "output", "cache-write"]) else {
            return nil
        }
        let range = 0.0...100_000.0
        let input = fields.required("input")?.number(in: range)
        let output = fields.required("output")?.number(in: range)
        let cached = fields["cached"]?.number(in: range)
        let factor = fields["cache-write"]?.number(in: 0...100) ?? 1
        guard let input, let output else { return nil }
        return Price(
            input: input, cached: cached, output: output, cacheWriteFactor: factor, cliff: cliff)
    }

    private static func setCliff(of facts: inout ModelFacts, _ value: YAMLValue) {
        if value.kind == .scalar {
            if value.choice(of: ["none"]) != nil { facts.price?.cliff = nil }
            return
        }
        guard let fields = value.fields(["above", "input", "output"]),
            let above = fields.required("above")?.int(in: tokens),
            let input = fields.required("input")?.number(in: 0...100),
            let output = fields.required("output")?.number(in: 0...100)
        else { return }
        guard facts.price != nil else {
            value.fault("a model without a price has no cliff of it")
            return
        }
        facts.price?.cliff = Price.Cliff(
            inputTokens: above, inputFactor: input, outputFactor: output)
    }

    private static func images(_ value: YAMLValue) -> ImageRule? {
        guard
            let fields = value.fields(["patches", "tiles", "side", "detail", "base", "unit"])
        else { return nil }
        let side = fields.required("side")?.int(in: 32...65_535)
        let detail = fields.required("detail")?.choice(of: ["auto", "original"])
        let unit = fields["unit"]?.number(in: 0...10_000) ?? 1
        let base = fields["base"]?.int(in: 0...100_000) ?? 0
        guard let kind = fields.onlyKey(of: ["patches", "tiles"]), let side, let detail else {
            return nil
        }
        let cost = ImageRule.Cost(
            counts: kind == "tiles" ? .tiles : .patches, perUnit: unit, base: base)
        guard kind == "patches" else {
            guard fields["tiles"]?.bool() == true else { return nil }
            return ImageRule(detail: detail, patchCountMax: .max, sideMax: side, cost: cost)
        }
        guard let patches = fields["patches"]?.int(in: 1...1_000_000) else { return nil }
        return ImageRule(
            detail: detail, screenshotDetail: detail == "original" ? detail : nil,
            patchCountMax: patches, sideMax: side, cost: cost)
    }

    private static func day(_ value: YAMLValue) -> String? {
        guard let text = value.filledString(), text != "never" else { return nil }
        guard CalendarDay(text) != nil else {
            value.fault("\(value.label) must be a day such as 2027-04-01, or never")
            return nil
        }
        return text
    }
}
