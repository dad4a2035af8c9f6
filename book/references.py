"""The two references, where a heading that begins with a name of Python or of its C API is addressed by it."""

import re

NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*(?=\(|$)")  # with parameters or without
OF_NAMES = ("reference", "protocol")  # the pages whose headings are names
