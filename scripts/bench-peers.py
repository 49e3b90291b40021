"""Python's libraries beside Deskwright: one screenshot or one text as a program, or resident.

bench-peers.py LIBRARY shot FILE    one screenshot into a file
bench-peers.py LIBRARY serve        a line for each call on standard input, `shot` or `type TEXT` with TEXT in hex;
                                    answers with the seconds it took
bench-peers.py versions             the libraries' versions
"""

import importlib
import importlib.metadata
import io
import sys
import time


class Mss:
    def __init__(self):
        import mss
        import mss.tools

        self.tools = mss.tools
        self.screen = mss.mss()

    def shot(self):
        image = self.screen.grab(self.screen.monitors[0])
        return self.tools.to_png(image.rgb, image.size)


class PyAutoGUI:
    def __init__(self):
        import pyautogui

        pyautogui.FAILSAFE = False
        self.library = pyautogui

    def shot(self):
        file = io.BytesIO()
        self.library.screenshot().save(file, "png")
        return file.getvalue()

    def type(self, text):
        self.library.write(text)


class Pynput:
    def __init__(self):
        from pynput.keyboard import Controller

        self.keyboard = Controller()

    def type(self, text):
        self.keyboard.type(text)


LIBRARIES = {"mss": Mss, "pyautogui": PyAutoGUI, "pynput": Pynput}


def serve(library):
    print("ready", flush=True)
    for line in sys.stdin:
        verb, _, text = line.strip().partition(" ")
        start = time.perf_counter()
        if verb == "type":
            library.type(bytes.fromhex(text).decode())
        else:
            library.shot()
        print(time.perf_counter() - start, flush=True)


def main(arguments):
    if arguments == ["versions"]:
        for name in ["mss", "PyAutoGUI", "pynput", "pillow", "selenium"]:
            print(name, importlib.metadata.version(name))
        return
    library = LIBRARIES[arguments[0]]()
    if arguments[1] == "serve":
        serve(library)
    else:
        with open(arguments[2], "wb") as file:
            file.write(library.shot())


main(sys.argv[1:])
