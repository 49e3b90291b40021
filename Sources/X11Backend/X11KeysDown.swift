import DeskwrightCX11

/// Which keys are down, on all keyboards together and on each by itself.
extension X11Connection {
    /// The keys that programs take for down.
    func keysDown() -> Set<UInt8> {
        var bits = [CChar](repeating: 0, count: 32)
        XQueryKeymap(display, &bits)
        return keys(in: bits)
    }

    /// The keys that are down on keyboards other than XTest's own: those that people use.
    ///
    /// - SeeAlso: X Input Extension 1.5, `QueryDeviceState`.
    func keysDownByPeople() -> Set<UInt8> {
        var count: Int32 = 0
        guard let devices = XListInputDevices(display, &count) else { return [] }
        defer { XFreeDeviceList(devices) }
        var down: Set<UInt8> = []
        for device in UnsafeBufferPointer(start: devices, count: Int(count))
        where device.use == IsXExtensionKeyboard && !isOfXTest(device) {
            down.formUnion(keysDown(on: device.id))
        }
        return down
    }

    private func isOfXTest(_ device: XDeviceInfo) -> Bool {
        device.name.map { String(cString: $0).contains("XTEST") } ?? false
    }

    private func keysDown(on device: XID) -> Set<UInt8> {
        // A keyboard may be pulled out at any moment.
        tolerant { () throws(Never) in
            guard let open = XOpenDevice(display, device) else { return [] }
            defer { XCloseDevice(display, open) }
            guard let state = XQueryDeviceState(display, open) else { return [] }
            defer { XFreeDeviceState(state) }
            return keysDown(in: state.pointee)
        }
    }

    /// A device's classes follow each other, each with its own length.
    private func keysDown(in state: XDeviceState) -> Set<UInt8> {
        var next = UnsafeRawPointer(state.data)
        for _ in 0..<state.num_classes {
            guard let header = next?.assumingMemoryBound(to: XInputClass.self).pointee else {
                break
            }
            if header.class == KeyClass, let part = next?.assumingMemoryBound(to: XKeyState.self) {
                return withUnsafeBytes(of: part.pointee.keys) {
                    keys(in: Array($0.bindMemory(to: CChar.self)))
                }
            }
            next = next?.advanced(by: Int(header.length))
        }
        return []
    }

    private func keys(in bits: [CChar]) -> Set<UInt8> {
        Set(
            (UInt8.min...UInt8.max).filter {
                bits[Int($0) / 8] & CChar(bitPattern: 1 << ($0 % 8)) != 0
            })
    }
}
