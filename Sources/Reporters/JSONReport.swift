import DeskwrightCore
import Foundation

/// A suite's result as JSON, for programs and for putting shards together again.
package enum JSONReport {
    /// The whole result, for a file.
    ///
    /// - Returns: Lines with sorted keys: the same result is always the same text.
    /// - Throws: ``ReportError/unwritable(reason:)`` where a time is no number.
    package static func text(of suite: SuiteResult) throws(ReportError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(suite), as: UTF8.self) + "\n"
        } catch {
            throw .unwritable(reason: words(error))
        }
    }

    /// Reads a result back.
    ///
    /// - Parameters:
    ///   - data: What the file holds.
    ///   - file: Its path, for errors.
    /// - Returns: What became of the tasks.
    /// - Throws: What is wrong with the file, and where in it.
    package static func suite(in data: Data, file: String) throws(ReportError) -> SuiteResult {
        let suite: SuiteResult
        do {
            let decoder = JSONDecoder()
            // A later form may lack what this one wants: that is not the file's fault.
            if let version = try? decoder.decode(Form.self, from: data).version, version != 1 {
                throw ReportError.otherVersion(file: file, version: version)
            }
            suite = try decoder.decode(SuiteResult.self, from: data)
        } catch let error as ReportError {
            throw error
        } catch {
            throw fault(error, data, file: file)
        }
        if let shard = suite.shard, shard.index < 1 || shard.index > shard.count {
            throw .wrongForm(
                file: file, place: "shard",
                reason: "there is no part \(shard.index) of \(shard.count)")
        }
        return suite
    }

    /// What every version of the form has.
    private struct Form: Decodable {
        var version: Int
    }

    private static func fault(_ error: any Error, _ data: Data, file: String) -> ReportError {
        // The decoder does not say where the JSON is wrong, and this one does.
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        } catch let error as CocoaError {
            let reason = error.userInfo[NSDebugDescriptionErrorKey] as? String
            return .notJSON(file: file, reason: sentence(reason ?? "\(error)"))
        } catch {
            return .notJSON(file: file, reason: "\(error)")
        }
        let place = (error as? DecodingError)?.place ?? ""
        return .wrongForm(file: file, place: place, reason: words(error))
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound: "it is missing"
        case DecodingError.valueNotFound: "it is null"
        case DecodingError.typeMismatch(let type, _): "it is not \(noun(for: type))"
        case DecodingError.dataCorrupted(let context):
            // How Foundation says that no case of an enum has the value.
            context.debugDescription.firstMatch(of: /from invalid String value (.*)$/)
                .map { "\(quoted(String($0.1))) is not known here" }
                ?? sentence(context.debugDescription)
        case EncodingError.invalidValue(_, let context): sentence(context.debugDescription)
        default: "\(error)"
        }
    }

    private static func noun(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Int.Type, is Double.Type: "a number"
        case is [String: Any].Type: "a map"
        case is [Any].Type: "a list"
        default: "of the wanted type"
        }
    }

    /// Foundation's own words, as part of a sentence.
    private static func sentence(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

extension DecodingError {
    /// As in `tasks[3].verdict`; empty for the whole file.
    fileprivate var place: String {
        switch self {
        case .keyNotFound(let key, let context): Self.place(context.codingPath + [key])
        case .valueNotFound(_, let context), .typeMismatch(_, let context),
            .dataCorrupted(let context):
            Self.place(context.codingPath)
        @unknown default: ""
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.reduce("") { text, key in
            if let index = key.intValue { return "\(text)[\(index)]" }
            return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
        }
    }
}
