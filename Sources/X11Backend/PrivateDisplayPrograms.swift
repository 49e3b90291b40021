import DeskwrightCore
import DeskwrightPrograms

/// The programs of a private display, and what they are told.
struct PrivateDisplayPrograms: Sendable {
    var number: DisplayNumber
    var size: Size
    var dotsPerInch: Int
    var folder: PrivateDisplayFolder
    /// Where their logs go; they start there, too.
    var logFolder: String
    var environment: [String: String]

    /// The X server: 24 bits a pixel, clients of this machine with the cookie only, no screen saver.
    ///
    /// `-displayfd` tells when it is ready. Without `-noreset` it
    /// would start over whenever the last client leaves.
    ///
    /// - SeeAlso: Xserver(1), Xvfb(1).
    var server: ProgramSpec {
        var spec = spec(
            "Xvfb",
            [
                ":\(number.value)", "-displayfd", "1", "-screen", "0", "\(size)x24", "-dpi",
                "\(dotsPerInch)",
                "-nolisten", "tcp", "-auth", folder.authorityFile, "-noreset", "-s", "0",
            ])
        spec.outputFile = folder.readyFile
        return spec
    }

    /// A session bus for the apps of this display alone.
    ///
    /// It is always there: without one GTK apps wait, warn or start one that outlives them, and with
    /// the user's own they would hand their files to an instance on the user's screen.
    ///
    /// - SeeAlso: dbus-daemon(1).
    var bus: ProgramSpec {
        var spec = spec(
            "dbus-daemon",
            [
                "--session", "--nofork", "--nopidfile", "--nosyslog",
                "--address=\(busAddress)", "--print-address=1",
            ])
        spec.outputFile = folder.addressFile
        return spec
    }

    func windowManager(_ program: String) -> ProgramSpec {
        spec(program, program == "openbox" ? openboxArguments : [])
    }

    /// What an app needs to find this display and nothing else of the machine's.
    ///
    /// The lower half keeps toolkits quiet and off the user's own settings: no accessibility bus, no
    /// portals, no virtual file systems, settings in memory only.
    func appEnvironment(displayName: String) -> [String: String] {
        [
            "DISPLAY": displayName, "XAUTHORITY": folder.authorityFile,
            "DBUS_SESSION_BUS_ADDRESS": busAddress, "XDG_RUNTIME_DIR": folder.runtimeFolder,
            "XDG_SESSION_TYPE": "x11", "GDK_BACKEND": "x11", "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "GTK_USE_PORTAL": "0",
            "GIO_USE_VFS": "local", "GIO_USE_VOLUME_MONITOR": "unix",
            "GSETTINGS_BACKEND": "memory",
        ]
    }

    /// One desktop, so that scrolling beside a window never switches away from it, and no menus or
    /// keys of openbox's own but Alt+Tab and Alt+F4, which it binds where a file binds nothing.
    ///
    /// - SeeAlso: http://openbox.org/wiki/Help:Configuration
    static let openboxConfiguration = """
        <?xml version="1.0" encoding="UTF-8"?>
        <openbox_config xmlns="http://openbox.org/3.4/rc">
          <desktops><number>1</number><popupTime>0</popupTime></desktops>
          <theme><animateIconify>no</animateIconify></theme>
          <resize><popupShow>Never</popupShow></resize>
          <focus><focusNew>yes</focusNew></focus>
        </openbox_config>

        """

    private var openboxArguments: [String] {
        ["--sm-disable", "--config-file", folder.openboxFile]
    }

    private var busAddress: String { "unix:path=\(folder.busSocket)" }

    private func spec(_ program: String, _ arguments: [String]) -> ProgramSpec {
        let name = program.split(separator: "/").last.map(String.init) ?? program
        return ProgramSpec(
            id: name, program: program, arguments: arguments, environment: environment,
            workingDirectory: logFolder, log: "\(logFolder)/\(name).log")
    }
}
