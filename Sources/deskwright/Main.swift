@main struct Deskwright {
    static func main() {}
}
