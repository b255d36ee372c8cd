# SPDX-License-Identifier: MIT
"""The process's warning filters, for an interpreter that compiles elsewhere.

What that one shows comes back and meets the filters here (show), so it must
only turn into errors what is an error here, and keep to itself nothing that
could be shown here.
"""
import builtins
import re
import warnings

# What compile() warns with; by itself an interpreter shows the first of them.
_SHOWN, _HIDDEN = SyntaxWarning, DeprecationWarning

# Of the list that an interpreter starts with, what shows the other.
_FOR_MAIN = "__main__"


def _current():
    get = getattr(warnings, "_get_filters", None)
    return get() if get else warnings.filters


def _matches(category, kind):
    return issubclass(kind, category)


def for_engine():
    """Arguments for -W, in order; None when they cannot say what is meant."""
    relevant = [entry for entry in _current()
                if _matches(entry[2], _SHOWN) or _matches(entry[2], _HIDDEN)]
    if not any(entry[0] == "error" for entry in relevant):
        more = any(entry[0] != "ignore" and _matches(entry[2], _HIDDEN)
                   and entry[3] != _FOR_MAIN for entry in relevant)
        return ("always",) if more else ()
    arguments = ["always"]
    for entry in reversed(relevant):
        argument = _argument(*entry)
        if argument is None:
            return None
        arguments.append(argument)
    return tuple(arguments)


def _argument(action, message, category, module, line):
    message = _literal(message, ("",))
    module = _literal(module, (r"\Z", r"\z"))
    if (message is None or module is None
            or getattr(builtins, category.__name__, None) is not category):
        return None
    action = "error" if action == "error" else "always"
    return f"{action}:{message}:{category.__name__}:{module}:{line}"


def _literal(pattern, ends):
    """The text that a pattern of -W's making was made of; None: it is another's."""
    if pattern is None:
        return ""
    if isinstance(pattern, str):
        return pattern if ends != ("",) else None
    source = pattern.pattern
    for end in ends:
        if source.endswith(end):
            quoted = source[:len(source) - len(end)]
            text = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
            if re.escape(text) == quoted and ":" not in text and text == text.strip():
                return text
    return None


def show(class_name, message, filename, line):
    """A warning from elsewhere meets the filters of this process."""
    category = getattr(builtins, class_name, UserWarning)
    warnings.warn_explicit(message, category, filename, line)
