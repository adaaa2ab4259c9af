"""A new atlas: what somebody says of it -> every file of a project that can be looked at straight away.

All that is made up in it says so: texts stand between [[ and ]], and rows are called ``placeholder-…``.
The rules of that name refuse to publish them.
"""

from generator.starting.answers import LICENCES, Answers
from generator.starting.project import files

__all__ = ["LICENCES", "Answers", "files"]
