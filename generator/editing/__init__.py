"""For who keeps the facts: tables put in form, rows added, workbooks taken in, help for an editor."""
