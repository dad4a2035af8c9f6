"""The project's own files: pins, continuous integration, and the commands that the README gives."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
import yaml
from packaging.requirements import Requirement

from book import LANGUAGES, ROOT, Problem, archive, environment, paper, pip, release
from book.__main__ import OLDEST
from book.notebooks import path_of, read

WORKFLOW_FILE = ".github/workflows/book.yml"
WORKFLOW = yaml.safe_load((ROOT / WORKFLOW_FILE).read_text("utf-8"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
COMMANDS = ("status --strict", "test --strict-translations")


def text(name):
    return (ROOT / name).read_text("utf-8")


def pins(name):
    """Return {(name, marker): its pin}."""
    texts = (line.partition(" #")[0].strip() for line in pip.pins(text(name)))
    return {(one.name, str(one.marker or "")): one for one in map(Requirement, texts)}


def exact(requirement):
    """Return the one version that a requirement takes, or None."""
    versions = [one.version for one in requirement.specifier if one.operator == "=="]
    return versions[0] if len(versions) == 1 and not versions[0].endswith("*") else None


def test_every_requirement_is_pinned_and_has_its_reason():
    for name in ("requirements.in", "requirements.txt"):
        assert [str(one) for one in pins(name).values() if not exact(one)] == []
    lines = [line for line in text("requirements.in").splitlines() if line[:1].isalnum()]
    assert [line for line in lines if not line.partition("# ")[2].strip()] == []


@pytest.mark.parametrize("line", ["beautifulsoup4>=4.15.0", "numpy", "sphinx==7.*", "a~=1.0"])
def test_a_loose_requirement_is_caught(line):
    assert exact(Requirement(line)) is None
    assert exact(Requirement("numpy==2.5.5 ; python_version >= '3.12'")) == "2.5.5"


def test_what_is_asked_for_is_what_is_pinned():
    def versions(name):
        return {(one.name, exact(one)) for one in pins(name).values()}

    assert versions("requirements.in") <= versions("requirements.txt")


# Continuous integration.


def pythons_of(job):
    return [tuple(map(int, version.split("."))) for version in job["strategy"]["matrix"]["python"]]


def test_the_workflow_tests_three_systems_and_every_python():
    job = WORKFLOW["jobs"]["test"]
    systems = {name.split("-")[0] for name in job["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "macos", "windows"}
    versions = pythons_of(job)
    assert versions == [(3, minor) for minor in range(OLDEST[1], versions[-1][1] + 1)]
    assert versions[-1] >= (3, 15)
    ran = "\n".join(step.get("run", "") for step in job["steps"])
    assert all(f"-m book {command}" in ran for command in COMMANDS)
    assert not any("continue-on-error" in step for step in (job, *job["steps"]))


def test_publishing_waits_for_the_tests():
    jobs = WORKFLOW["jobs"]
    assert jobs["publish"]["needs"] == "site" and {"test", "pins"} <= set(jobs["site"]["needs"])


# Releases.


def test_a_tag_makes_a_release_of_what_was_tested():
    jobs, on = WORKFLOW["jobs"], WORKFLOW[True]  # YAML 1.1 reads "on" so
    assert on["push"] is None  # branches and tags
    assert jobs["release"]["needs"] == "site" and {"test", "pins"} <= set(jobs["site"]["needs"])
    tagged = "startsWith(github.ref, 'refs/tags/v')"
    assert all(tagged in jobs[name]["if"] for name in ("pins", "site", "release"))
    assert jobs["publish"]["if"] == "github.ref == 'refs/heads/main'"
    made = [step for step in jobs["site"]["steps"] if step.get("if") == tagged]
    assert made[0]["run"] == 'python -m book release --tag "$GITHUB_REF_NAME"'
    assert made[1]["with"]["path"] == release.FOLDER.relative_to(ROOT).as_posix()
    brought, created = jobs["release"]["steps"]
    assert brought["with"]["name"] == made[1]["with"]["name"]
    for name in (release.NOTES, release.SUMS, "memoryview-*", "bufferscope-*"):
        assert f"release/{name}" in created["run"]


@pytest.fixture
def parts(tmp_path):
    """Return a site and a folder of papers, with all that a release takes from them."""
    site, papers = tmp_path / "site", tmp_path / "papers"
    papers.mkdir()
    for language in LANGUAGES:
        (site / language).mkdir(parents=True)
        (site / language / archive.name(language)).write_text(language, "utf-8")
        for form in paper.FORMATS:
            (papers / paper.name(language, form)).write_text(f"{language} {form}", "utf-8")
    return site, papers


def test_a_release_has_all_files_and_their_sums(parts, tmp_path):
    folder = tmp_path / "release"
    files = release.collect(f"v{release.VERSION}", *parts, folder)
    kinds = sorted("".join(path.suffixes[-1:]) for path in files)
    assert kinds == sorted(["", *[".zip"] * 4, *[".pdf"] * 3, *[".epub"] * 3, ".gz", ".whl"])
    lines = (folder / release.SUMS).read_text("utf-8").splitlines()
    sums = dict(reversed(line.split("  ")) for line in lines)
    assert set(sums) == {path.name for path in files} - {release.SUMS}
    for name, said in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == said
    with zipfile.ZipFile(folder / "memoryview-site.zip") as made:
        assert {entry.date_time for entry in made.infolist()} == {archive.MIDNIGHT}
    for language, name in LANGUAGES.items():
        [(_, body), *_] = release.changes(language).items()
        assert f"## {name}\n\n{body}" in (folder / release.NOTES).read_text("utf-8")


def test_a_release_of_another_version_or_without_a_part_is_refused(parts, tmp_path, monkeypatch):
    with pytest.raises(Problem, match="v9 is not that of this version"):
        release.collect("v9", *parts, tmp_path / "release")
    (parts[1] / "memoryview-ru.epub").unlink()
    with pytest.raises(Problem, match=r"memoryview-ru\.epub is missing"):
        release.collect(None, *parts, tmp_path / "release")
    monkeypatch.setattr(release, "VERSION", "9")
    with pytest.raises(Problem, match=r"CHANGELOG\.md must begin with 9"):
        release.notes()


def test_the_changelogs_are_one():
    """The same versions with as many points, and days that are the same."""
    for language in LANGUAGES:
        assert outline(release.changes(language)) == outline(release.changes("en"))
    assert release.notes()


def outline(changes):
    """Return (version, numbers of its day, points) for each version of a changelog."""
    parts = [(*heading.partition(","), body) for heading, body in changes.items()]
    return [(number, re.findall(r"\d+", day), body.count("\n- ")) for number, _, day, body in parts]


# Who can publish, and what can get there.


DEPLOYS = "actions/deploy-pages"
RELEASES = "gh release create "  # GitHub's own program, with files that another job has made
BRINGS = "actions/download-artifact"
PINNED = re.compile(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\b")
READ = {"contents": "read"}


def movable(workflow):
    """Return the lines that name an action otherwise than by its commit, with its version."""
    return [line for line in workflow.splitlines() if "uses:" in line and not PINNED.search(line)]


def used(step):
    """Return the action of a step, or what it runs; of a release, which is one command, its beginning."""
    if "uses" in step:
        return step["uses"].partition("@")[0]
    releases = step["run"].startswith(RELEASES) and not re.search(r"[;&|`\n]|\$\(", step["run"])
    return RELEASES if releases else step["run"]


def given_to(rights):
    """Return what a job with these rights may run."""
    return {BRINGS, RELEASES} if rights == {"contents": "write"} else {DEPLOYS}


def rights(workflow):
    """Return what jobs may do, or leave behind, beyond what they need."""
    found = [] if workflow.get("permissions") == READ else ["the workflow"]
    for name, job in workflow["jobs"].items():
        given = job.get("permissions", {})
        if not isinstance(given, dict) or set(given.values()) - {"read"}:
            found += [
                f"{name} runs {one}"
                for one in map(used, job["steps"])
                if one not in given_to(given)
            ]
        found += [
            f"{name} leaves its token in the folder"
            for step in job["steps"]
            if "actions/checkout@" in step.get("uses", "")
            and step.get("with", {}).get("persist-credentials") is not False
        ]
    return found


def unlocked(lock):
    """Return the pins of a lock that have no hash, and its lines that say where packages are to come from."""
    ends = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    without = [pin.split()[0] for pin in ends if "--hash=sha256:" not in pin]
    elsewhere = re.compile(r"://|^\s*--?(?:index|extra-index|find-links|trusted|i\b|f\b|e\b)")
    return without + [line for line in lock.splitlines() if elsewhere.search(line)]


def unwatched(settings):
    """Return the locks of npm and pip, and the workflows, whose newer versions nobody proposes."""
    watched = {
        (one["package-ecosystem"], folder.strip("/"))
        for one in settings["updates"]
        for folder in one.get("directories", [one.get("directory", "")])
    }
    locks = [
        path.parent.relative_to(ROOT).as_posix()
        for folder in ("book", "tests")
        for path in (ROOT / folder).glob("**/package-lock.json")
        if "node_modules" not in path.parts
    ]
    due = {("npm", folder) for folder in locks}
    return (due | {("pip", ""), ("pip", "book"), ("github-actions", "")}) - watched


def test_actions_are_pinned_by_commit():
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        assert movable(path.read_text("utf-8")) == []


def test_no_code_of_packages_runs_where_publishing_is_allowed():
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        assert rights(yaml.safe_load(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("name", ["requirements.txt", "book/nodejs.txt"])
def test_every_package_has_its_hashes(name):
    assert unlocked(text(name)) == []


def test_only_what_has_its_hash_is_installed():
    for command in (pip.locked("python", "requirements.txt"), environment.ITSELF):
        assert {"--require-hashes"} & set(command) or {"--no-index", "--no-deps"} <= set(command)
    assert "pip install -r requirements.txt" in text("README.md")


def test_newer_versions_are_proposed():
    assert unwatched(yaml.safe_load(text(".github/dependabot.yml"))) == set()


def changed(change):
    workflow = yaml.safe_load(text(WORKFLOW_FILE))
    change(workflow["jobs"])
    return workflow


def replaced(name, pattern, by):
    return re.sub(pattern, by, text(name), count=1)


TWO = f"{RELEASES}v1; python -m book build"
BOTH = {"contents": "write", "pages": "write"}
UNDONE = {
    "a tag": lambda: movable(replaced(WORKFLOW_FILE, "@[0-9a-f]{40} # v6", "@v6")),
    "no version": lambda: movable(replaced(WORKFLOW_FILE, " # v[0-9.]+", "")),
    "rights for packages": lambda: rights(changed(lambda jobs: jobs["site"].update(permissions={"pages": "write"}))),
    "all rights": lambda: rights(changed(lambda jobs: jobs["test"].update(permissions="write-all"))),
    "code where it is published": lambda: rights(changed(lambda jobs: jobs["publish"]["steps"].append({"run": "x"}))),
    "a token left": lambda: rights(changed(lambda jobs: jobs["pins"]["steps"][0].pop("with"))),
    "rights for all": lambda: rights(yaml.safe_load(text(WORKFLOW_FILE)) | {"permissions": {"contents": "write"}}),
    "code where a release is made": lambda: rights(changed(lambda jobs: jobs["release"]["steps"][1].update(run=TWO))),
    "a release that deploys": lambda: rights(changed(lambda jobs: jobs["release"].update(permissions=BOTH))),
    "no hash": lambda: unlocked(replaced("requirements.txt", r"(numpy==\S+)[^\\]*\\\n(?:    --hash.*\n)+", r"\1\n")),
    "an index": lambda: unlocked("--index-url x\n" + text("requirements.txt")),
    "a folder": lambda: unlocked("-e .\n" + text("requirements.txt")),
    "nobody watches": lambda: unwatched({"updates": [{"package-ecosystem": "npm", "directories": ["/book/live"]}]}),
}  # fmt: skip


@pytest.mark.parametrize("undone", UNDONE.values(), ids=UNDONE)
def test_what_is_undone_is_caught(undone):
    assert undone()


FORGIVING = re.compile(r"\|\||&\s*$|;\s*(true|:)\s*$")


def forgiven(script):
    """Return the steps of a script whose failure would not end it."""
    steps = [line for line in script.splitlines() if "-m book" in line]
    return [line for line in steps if FORGIVING.search(line)]


def test_the_checks_of_a_landing_forgive_nothing():
    script = text(".ci/run")
    assert "set -euo pipefail" in script
    assert "set +e" not in script
    assert all(f"-m book {command}" in script for command in COMMANDS)
    assert forgiven(script) == []
    assert forgiven('  "$python" -m book test || true')


def test_the_oldest_python_is_the_same_everywhere():
    oldest = ".".join(map(str, OLDEST))
    assert SETTINGS["project"]["requires-python"] == f">={oldest}"
    assert SETTINGS["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    for name in ("README.md", "README.tr.md", "README.ru.md"):
        assert re.search(rf"\b{re.escape(oldest)}\b", text(name)), name


# Without its plugin pytest finds no test in a notebook, and tells nobody.


def test_every_code_cell_is_collected():
    notebook = path_of("index", "tr")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", str(notebook)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    # Said once and for all, or by name, as quiet as pytest is set to be.
    said = re.search(r"index\.ipynb: (\d+)", result.stdout)
    found = int(said[1]) if said else result.stdout.count("index.ipynb::")
    cells = [cell for cell in read(notebook).cells if cell.cell_type == "code"]
    assert found == len(cells) > 1, result.stdout
