"""A headless Chromium, over the WebDriver protocol: what the scripts beside this one share."""

import base64
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


def check(truth, *what):
    if not truth:
        raise AssertionError(*what)


KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Home": "\ue011", "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014", "ArrowDown": "\ue015", " ": "\ue00d",
}


class Browser:
    """One session of chromedriver."""

    def __init__(self, width, dark):
        check(shutil.which("chromedriver"), "no chromedriver: apt-get install chromium chromium-driver")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={port}", "--log-level=SEVERE"], stdout=subprocess.DEVNULL
        )
        options = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--window-size={width},1000",
        ]
        if dark:
            options.append("--blink-settings=preferredColorScheme=0")
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": options,
                # A window of a desktop is never as narrow as a phone.
                "mobileEmulation": {"deviceMetrics": {"width": width, "height": 1000,
                                                      "pixelRatio": 1, "touch": False}},
            },
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        for _ in range(200):
            try:
                self.call("GET", "/status")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"/session/{answer['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.read().decode()[:500]}") from error

    def do(self, method, path, body=None):
        return self.call(method, self.session + path, body)

    def open(self, address):
        self.do("POST", "/url", {"url": "about:blank"})  # so that a hash alone is a new page, too
        self.do("POST", "/url", {"url": address})
        # On a busy machine the answer may be about the page before.
        while not self.js("return location.protocol !== 'about:' && document.readyState === 'complete'"):
            time.sleep(0.05)

    def js(self, script, *args):
        return self.do("POST", "/execute/sync", {"script": script, "args": list(args)})

    def press(self, *keys):
        actions = []
        for key in keys:
            value = KEYS.get(key, key)
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self.do("POST", "/actions",
                {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def click(self, css):
        element = self.do("POST", "/element", {"using": "css selector", "value": css})
        # mdBook's bar lies where the page was when it was last scrolled up, and comes there a moment
        # later. A reader scrolls on; here it lets every click through.
        self.js("document.querySelectorAll('[id^=mdbook-menu-bar]').forEach("
                "(bar) => { bar.style.visibility = 'hidden'; bar.style.pointerEvents = 'none'; })")
        self.js("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", css)
        return self.do("POST", f"/element/{next(iter(element.values()))}/click", {})

    def cdp(self, command, **params):
        return self.do("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def logs(self, kind):
        return self.do("POST", "/se/log", {"type": kind})

    def shot(self, file):
        file.write_bytes(base64.b64decode(self.do("GET", "/screenshot")))

    def close(self):
        try:
            self.do("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()


def leaves(browser):
    """The requests that went to somewhere else than a file."""
    urls = []
    for entry in browser.logs("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            urls.append(message["params"]["request"]["url"])
    here = ("file:", "data:", "about:")
    return [url for url in urls if not url.startswith(here)]


def arguments():
    """The paths on the command line, and the folder that `--shots` names."""
    args, shots = sys.argv[1:], None
    if "--shots" in args:
        at = args.index("--shots")
        shots = pathlib.Path(args[at + 1])
        shots.mkdir(parents=True, exist_ok=True)
        del args[at:at + 2]
    return [pathlib.Path(arg).resolve() for arg in args], shots
