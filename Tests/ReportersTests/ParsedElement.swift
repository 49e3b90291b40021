import Foundation
import FoundationXML

/// An element of a page as Foundation's parser, which is libxml2, reads it.
struct ParsedElement {
    var name: String
    var attributes: [String: String] = [:]
    var text = ""
    var children: [ParsedElement] = []

    /// All below it of this name, in the order of the page.
    func all(_ wanted: String) -> [ParsedElement] {
        children.flatMap { ($0.name == wanted ? [$0] : []) + $0.all(wanted) }
    }

    subscript(_ wanted: String) -> ParsedElement? { children.first { $0.name == wanted } }

    static func read(_ page: String) throws -> ParsedElement {
        let reader = PageReader()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = reader
        guard parser.parse(), let root = reader.root else {
            throw Unparsable(line: parser.lineNumber, error: parser.parserError.map { "\($0)" })
        }
        return root
    }

    struct Unparsable: Error {
        var line: Int
        var error: String?
    }
}

private final class PageReader: NSObject, XMLParserDelegate {
    var root: ParsedElement?
    private var open: [ParsedElement] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        open.append(ParsedElement(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        open[open.count - 1].text += text
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        let element = open.removeLast()
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(element)
        }
    }
}
