"""What Jupyter's kernel does for a cell, done inside Pyodide: in a reader's page, or under Node.

As in Jupyter, `Out` and `_` keep the results of cells alive, and `sys.last_exc` keeps the last
traceback: both matter where objects lock each other's memory. Packages that a site does not carry
are absent, not broken: a cell that only imports them runs, and one that needs them says which.
"""

import ast
import builtins
import importlib.util
import io
import linecache
import os
import symtable
import sys
import time
import traceback
import types

from pyodide.code import CodeRunner

PACKAGES = ("numpy", "matplotlib")  # what a site may lack
LONGEST = 100_000  # characters that one cell may print: a loop that prints must not fill the page
MOST_SHOWN = 5_000_000  # characters of drawings and values, each counted as EACH more
EACH = 5_000
TURN = 100  # characters that it costs to turn from one stream to the other, which takes a message
PAUSE = 0.05  # seconds between two messages to the page

main = types.ModuleType("__main__")
space = main.__dict__
space.update({"__builtins__": builtins, "Out": {}, "_": ""})
never_bound = {}  # {name: package}: what cells would have bound, had their packages been there
count = 0


class NotHere(Exception):
    """A cell uses a package that this site does not carry."""

    def __init__(self, package: str):
        super().__init__(f"{package} is not on this site")
        self.package = package


class Absent:
    """Stands for what could not be imported; whoever uses it learns which package is missing."""

    def __init__(self, package: str):
        self.__dict__["package"] = package

    def __getattr__(self, name):
        if (self.package, name) == ("matplotlib", "show"):
            return lambda: None  # what bufferscope draws by itself is shown at the cell's end
        raise NotHere(self.package)

    def missing(self, *args, **keywords):
        raise NotHere(self.package)

    __call__ = __getitem__ = __iter__ = __len__ = __enter__ = __float__ = __int__ = __index__ = (
        missing
    )
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = (
        missing
    )
    __pow__ = __rpow__ = __mod__ = __floordiv__ = __neg__ = __lt__ = __gt__ = __le__ = __ge__ = (
        missing
    )


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr: text goes to the page in messages that are not too many.

    There is one of each for all cells, since logging and others keep the one that they have met.
    """

    encoding = "utf-8"

    def __init__(self, name: str):
        self.name, self.other = name, None
        self.begin(lambda output: None)

    def begin(self, emit):
        """Write for another cell from here on."""
        self.emit, self.waiting, self.room, self.sent = emit, "", LONGEST, float("-inf")

    def writable(self):
        return True

    def write(self, text: str) -> int:
        cost = len(text) + TURN * bool(self.other.waiting)
        self.other.flush()
        if self.room > 0:
            self.waiting += text[: self.room]
            self.room -= cost
            if self.room <= 0:
                self.waiting += "\n…\n"
            if self.room <= 0 or time.monotonic() - self.sent > PAUSE:
                self.flush()
        return len(text)

    def flush(self):
        if self.waiting:
            self.emit({"type": "stream", "name": self.name, "text": self.waiting})
            self.waiting, self.sent = "", time.monotonic()


streams = Stream("stdout"), Stream("stderr")
streams[0].other, streams[1].other = streams[1], streams[0]


def representations(value: object) -> dict[str, str]:
    """Return {media type: text} as the rich display protocol of IPython asks for it."""
    found = {"text/plain": repr(value)}
    if isinstance(value, type):
        return found
    for media, method in (("text/html", "_repr_html_"), ("image/svg+xml", "_repr_svg_")):
        text = getattr(value, method, lambda: None)()
        if text is not None:
            found[media] = text
    return found


drawings = []  # of bufferscope, which a cell has made and which have not been shown


def figures(value: object):
    """Yield what a cell has drawn, and close it: all but its `value`, which is shown as such."""
    for drawing in drawings:
        if drawing is not value:
            yield representations(drawing)
    drawings.clear()
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is None:
        return
    for number in plt.get_fignums():
        figure = plt.figure(number)
        if hasattr(figure, "_repr_svg_"):  # in the look of the book, which follows the page
            yield {"text/plain": repr(figure), "image/svg+xml": figure._repr_svg_()}
            continue
        drawing = io.StringIO()
        figure.savefig(drawing, format="svg", bbox_inches="tight")
        yield {"text/plain": repr(figure), "image/svg+xml": drawing.getvalue()}
    plt.close("all")


def judged(value: object) -> dict[str, str]:
    """Return {"verdict": "solved" or "unsolved"} for what `check` returns, and nothing for any other value."""
    from bufferscope.verdict import Verdict

    if not isinstance(value, Verdict):
        return {}
    return {"verdict": "solved" if value.solved else "unsolved"}


def package_of(error: ModuleNotFoundError) -> str | None:
    """Return the package that a site may lack and an import did not find, None for any other."""
    package = (error.name or "").partition(".")[0]
    return package if package in PACKAGES else None


def absent_package(statement: ast.stmt) -> str | None:
    """Return the absent package because of which an import fails, None if that is not why."""
    module = ast.Module([statement], [])
    try:
        exec(compile(module, "<import>", "exec"), {})
    except ModuleNotFoundError as error:
        return package_of(error)
    except Exception:
        return None  # the cell will raise it itself
    return None


def leave_out_absent_imports(tree: ast.Module) -> None:
    """Take the imports that fail for want of a package out of a cell; what they name is Absent."""
    if all(importlib.util.find_spec(package) for package in PACKAGES):
        return
    kept = []
    for statement in tree.body:
        package = None
        if isinstance(statement, ast.Import | ast.ImportFrom):
            package = absent_package(statement)
        if package is None:
            kept.append(statement)
            continue
        for alias in statement.names:
            space[alias.asname or alias.name.partition(".")[0]] = Absent(package)
    tree.body = kept


def missing_for(error: BaseException) -> str | None:
    """Return the absent package that is behind an error, None if there is none."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, NotHere):
            return error.package
        if isinstance(error, ModuleNotFoundError) and package_of(error):
            return package_of(error)
        if isinstance(error, NameError) and error.name in never_bound:
            return never_bound[error.name]
        if isinstance(error, AttributeError) and is_drawing(error.obj):
            return "matplotlib"  # whose axes have more than a drawing of ours
        error = error.__cause__ or error.__context__
    return None


def without_our_frames(error: BaseException, name: str) -> BaseException:
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename != name:
        frames = frames.tb_next
    return error.with_traceback(frames)


def bound_by(source: str) -> list[str]:
    """Return the names that a cell binds."""
    symbols = symtable.symtable(source, "<cell>", "exec").get_symbols()
    return [s.get_name() for s in symbols if s.is_assigned() or s.is_imported()]


async def run(source: str, emit, place: int = 0) -> dict:
    """Run one cell, which tracebacks call by its `place` on the page.

    `emit` gets each output as it comes, a dictionary:

    {"type": "stream", "name", "text"}, {"type": "display", "data": {media type: text}} or
    {"type": "error", "name", "text"}, the text being the traceback.
    Returns {"status": "done"}, {"status": "error"} or {"status": "absent", "package": name}; the first with
    {"verdict": "solved" or "unsolved"} where the value of the cell is one.
    """
    global count
    count += 1
    name = f"cell {place or count}"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    for stream in streams:
        stream.begin(emit)
    room = MOST_SHOWN
    drawings.clear()  # of a cell that failed

    def display(*values, **options):
        for value in values:
            show(representations(value))

    def show(data):
        nonlocal room
        for stream in streams:
            stream.flush()
        if room > 0:
            room -= sum(map(len, data.values())) + EACH
            emit({"type": "display", "data": data if room > 0 else {"text/plain": "…"}})

    space["display"] = display
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams
    try:
        runner = CodeRunner(source, filename=name, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        leave_out_absent_imports(runner.ast)
        value = await runner.compile().run_async(space)
        for data in figures(value):
            show(data)
        if value is not None:
            show(representations(value))
            space["Out"][count] = space["_"] = value
        for bound in list(never_bound):
            if bound in space:
                del never_bound[bound]
        return {"status": "done", **judged(value)}
    except BaseException as error:
        package = missing_for(error)
        if package is not None:
            never_bound.update(dict.fromkeys(bound_by(source), package))
            return {"status": "absent", "package": package}
        error = without_our_frames(error, name)
        text = "".join(traceback.format_exception(error))[:LONGEST]
        sys.last_exc = sys.last_value = error
        sys.last_type, sys.last_traceback = type(error), error.__traceback__
        for stream in streams:
            stream.flush()
        emit({"type": "error", "name": type(error).__name__, "text": text})
        return {"status": "error"}
    finally:
        for stream in streams:
            stream.flush()
        sys.stdout, sys.stderr = before


def start(language: str, no_input: str) -> str:
    """Prepare the interpreter for cells in a language; return its version.

    `no_input` is what a call of input() is refused with.
    """

    def refuse(prompt=""):
        raise OSError(no_input)

    sys.modules["__main__"] = main
    builtins.input = refuse
    os.environ["MPLBACKEND"] = "module://figures_of_cells"
    sys.modules["figures_of_cells"] = backend = types.ModuleType("figures_of_cells")
    backend.__getattr__ = figures_of_cells
    import bufferscope
    from bufferscope import measurement

    bufferscope.language(language)
    measurement.listeners.append(drawings.append)  # shown where their cell ends, as figures are
    return ".".join(map(str, sys.version_info[:3]))


def is_drawing(value: object) -> bool:
    """Return whether this is a plot that bufferscope drew without matplotlib."""
    module = sys.modules.get("bufferscope.drawing")
    return module is not None and isinstance(value, module.Drawing)


def figures_of_cells(name: str):
    """Be a backend of matplotlib that leaves figures open until their cell ends."""
    if name == "FigureCanvas":
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        return FigureCanvasAgg
    if name == "show":
        return lambda *args, **keywords: None
    raise AttributeError(name)
