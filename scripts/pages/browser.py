"""A headless Chromium that remembers what pages asked for and complained about, and servers for pages."""

import contextlib
import functools
import http.server
import json
import os
import subprocess
import threading
import urllib.parse

import selenium.webdriver
import selenium.webdriver.chrome.service
import selenium.webdriver.support.wait

OPTIONS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-device-scale-factor=1",
    "--window-size=1280,900", "--disable-background-networking",
]


class Browser:
    def __init__(self, log=True):
        self.log = log

    def __enter__(self):
        options = selenium.webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for option in OPTIONS:
            options.add_argument(option)
        if self.log:
            options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = selenium.webdriver.chrome.service.Service("/usr/bin/chromedriver")
        self.driver = selenium.webdriver.Chrome(options=options, service=service)
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, address):
        """Opens a page anew, also where only the fragment of the address differs."""
        self.driver.get("about:blank")
        self.faults()
        self.driver.get(address)

    def js(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def scheme(self, name):
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])
        self.wait(f"matchMedia('(prefers-color-scheme: {name})').matches")

    def width(self, width, height=900):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        # Beside a bar to scroll with, perhaps.
        self.wait(f"innerWidth === {width} && Math.abs({width} - 10 - document.documentElement.clientWidth) <= 10")

    def wait(self, condition):
        """The browser does some things a little later than it says."""
        selenium.webdriver.support.wait.WebDriverWait(self.driver, 10, 0.01).until(
            lambda _: self.js(f"return {condition}"))

    def scripts(self, allowed):
        self.command("Emulation.setScriptExecutionDisabled", value=not allowed)

    def press(self, *keys):
        """Keys as a keyboard sends them, to whatever has the focus."""
        chain = selenium.webdriver.ActionChains(self.driver, duration=0)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def faults(self):
        """What the console said and what was asked for elsewhere, since the last call."""
        host = urllib.parse.urlsplit(self.driver.current_url).netloc
        found = [entry["message"] for entry in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = urllib.parse.urlsplit(message["params"]["request"]["url"])
                if address.scheme not in ("file", "data", "blob", "about") and address.netloc != host:
                    found.append(f"asked for {address.geturl()}")
            elif message["method"] == "Page.javascriptDialogOpening":
                found.append(f"opened a dialog: {message['params']['message']}")
        return found


class Handler(http.server.SimpleHTTPRequestHandler):
    """A folder below a path, as stores of artefacts have it."""

    def __init__(self, *arguments, prefix, headers, **options):
        self.prefix = prefix
        self.added = headers
        super().__init__(*arguments, **options)

    def translate_path(self, path):
        if not path.startswith(self.prefix + "/"):
            return os.devnull + "/none"
        return super().translate_path(path[len(self.prefix):])

    def end_headers(self):
        for name, value in self.added.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(folder, prefix, headers={}):
    handler = functools.partial(Handler, directory=folder, prefix=prefix, headers=headers)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()


@contextlib.contextmanager
def opened(program, folder):
    """The address that `deskwright report --open` prints; no browser of the desktop's is to come up."""
    environment = {**os.environ, "PATH": "/nowhere"}
    command = [program, "report", "--open", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as process:
        yield process.stdout.readline().strip().rpartition("/")[0]
        # Not SIGINT: what a script runs in the background is deaf to it.
        process.terminate()
