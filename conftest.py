"""How the checks are run: two files at a time where there are several, the longest first, a line for each."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

AT_ONCE = 2  # files: more would disturb what is measured
# Begun last, one of these would keep the others waiting. Longest first, but that the second needs no site: it runs
# while the first has the site built, for which all others of these wait.
LONG = (
    "tests/test_pages.py",
    "tests/test_pyodide.py",
    "tests/test_live.py",
    "tests/test_other_browsers.py",
    "tests/test_site.py",
    "tests/test_search.py",
    "tests/test_door.py",
    "tests/test_check.py",
    "tests/test_safety.py",
    "tests/test_paper.py",
    "tests/test_offline.py",
    "tests/test_browser.py",
    "tests/test_light.py",
    "tests/test_commands.py",
    "tests/test_nbval.py",
)


def pytest_xdist_auto_num_workers(config):
    """Run a single file in this process, and say here that there is none of that name: others have nothing to do."""
    places = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if len(places) == 1 and not places[0].is_dir() else AT_ONCE


def file_of(nodeid):
    return nodeid.partition("::")[0]


def pytest_collection_modifyitems(items):
    last = len(LONG)
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(file_of(item.nodeid), last))


class Lines:
    """Tells of each file when its checks are done, instead of dots of two files that run at once."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.left, self.begun = Counter(), set()
        self.results, self.seconds = defaultdict(Counter), Counter()

    def pytest_xdist_node_collection_finished(self, ids):
        if not self.left:  # every process collects the same
            self.left = Counter(map(file_of, ids))
            self.files = len(self.left)

    def pytest_runtest_logstart(self, nodeid):
        file = file_of(nodeid)
        if file in LONG and file not in self.begun:
            self.begun.add(file)
            self.terminal.write_line(f"         {file} has begun")

    @pytest.hookimpl(wrapper=True)
    def pytest_report_teststatus(self):
        category, _, word = yield
        return category, "", word  # the letter is the dot; the word stands in the summary

    def pytest_runtest_logreport(self, report):
        file = file_of(report.nodeid)
        self.seconds[file] += report.duration
        if report.when == "call" or not report.passed:
            self.results[file][report.outcome] += 1
        if report.when == "teardown":
            self.left[file] -= 1
            if not self.left[file]:
                self.tell(file)

    def tell(self, file):
        done = self.files - sum(count > 0 for count in self.left.values())
        results = ", ".join(f"{count} {name}" for name, count in self.results[file].items())
        colour = "red" if self.results[file]["failed"] else "green"
        self.terminal.write(f"{done:3} of {self.files}  ")
        self.terminal.write_line(f"{file}: {results}, {self.seconds[file]:.0f} s", **{colour: True})


def pytest_sessionstart(session):
    config = session.config
    if config.option.numprocesses and not config.option.verbose > 0:
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        config.pluginmanager.register(Lines(terminal))
