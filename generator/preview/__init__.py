"""The preview: it watches, makes anew what a change affects, and shows it on this machine."""
