import DeskwrightCore
import DeskwrightImages
import Foundation
import Testing

@testable import DeskwrightStandIn

/// Which pictures are taken.
struct ScreenshotCheckTests {
    private func fault(_ picture: JSON) -> APIRefusal? {
        let body = Dialect.batched.request([
            "input": [["role": "user", "content": [picture.with("type", "input_image")]]]
        ])
        return RequestCheck.faults(in: body, chain: .found(.start)).first
    }

    private static let url =
        "Invalid 'input[0].content[0].image_url'. Expected a base64-encoded "
        + "data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), "
        + "but got "

    @Test(arguments: [
        ("", "a value without the 'data:' prefix."),
        ("screen.png", "a value without the 'data:' prefix."),
        ("data:image/png;base64", "a value without base64-encoded bytes."),
        ("data:text/plain;base64,aGk=", "unsupported MIME type 'text/plain'."),
        ("data:image/png,abc", "a value that is not base64-encoded."),
        ("data:image/png;base64,", "empty base64-encoded bytes."),
        ("data:image/png;base64,iVBO*", "an invalid base64-encoded value."),
        ("data:image/png;base64,iVBOR", "an invalid base64-encoded value."),
    ])
    func aValueThatIsNoDataURLIsRefused(url: String, problem: String) {
        let fault = fault(["image_url": .string(url)])
        #expect(fault?.message == Self.url + problem)
        #expect(fault?.param == "input[0].content[0].image_url")
        #expect(fault?.code == "invalid_value")
    }

    @Test func bytesThatAreNoPictureAreRefused() throws {
        let good = try PNGEncoder.encode(
            Frame(size: Size(width: 64, height: 40), filledWith: .black))
        var wrongStart = good
        wrongStart[1] = 0x51
        var damaged = good
        damaged[45] ^= 0xFF
        for file in [wrongStart, damaged, Array(good.prefix(40)), [1, 2, 3]] {
            let url = "data:image/png;base64," + Data(file).base64EncodedString()
            let message = try #require(fault(["image_url": .string(url)])?.message)
            #expect(message.hasPrefix("The image data you provided does not represent a valid"))
        }
    }

    @Test(arguments: [(9600, 3232), (70_000, 32), (4_294_967_295, 4_294_967_295)])
    func aPictureOverTheLimitsIsRefusedBeforeItIsDecoded(width: Int, height: Int) throws {
        var file = try PNGEncoder.encode(
            Frame(size: Size(width: 64, height: 40), filledWith: .black))
        for (offset, number) in [(16, width), (20, height)] {
            for byte in 0..<4 { file[offset + byte] = UInt8(number >> (24 - 8 * byte) & 0xFF) }
        }
        let url = "data:image/png;base64," + Data(file).base64EncodedString()
        let fault = fault(["image_url": .string(url)])
        #expect(fault?.code == "image_too_large")
        #expect(fault?.message.contains("\(width)x\(height) pixels") == true)
    }

    @Test func exactlyOnePlaceIsNamed() throws {
        let url = JSON.string(try pictureURL())
        #expect(fault([:])?.message.contains("exactly one of") == true)
        #expect(
            fault(["image_url": url, "file_id": "file_1"])?.message.contains("exactly one of")
                == true)
        #expect(fault(["image_url": .null, "file_id": "file_1"])?.code == "stand_in_unsupported")
        #expect(fault(["image_url": "https://example.org/a.png"])?.code == "stand_in_unsupported")
        #expect(fault(["image_url": url]) == nil)
    }
}
