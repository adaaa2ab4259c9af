"""What changed: packages compared, releases kept, changes told, and addresses that keep working.

``compare`` turns two snapshots into a ``Difference``, a record without words; ``wording`` and
``report`` put it in words, ``renderings`` shows those as text, Markdown or JSON.
"""
